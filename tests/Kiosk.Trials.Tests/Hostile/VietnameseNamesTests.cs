using Kiosk.Testing.Wording;
using Kiosk.Trials.Hostile;

namespace Kiosk.Trials.Tests.Hostile;

public sealed class VietnameseNamesTests
{
    [Fact]
    public void Every_case_has_one_and_every_name_its_case() =>
        Assert.Equal(HostileTable.All.Select(one => (one.Row, one.Name)), VietnameseNames.Read().Select(line => (line.Row, line.English)));

    [Fact]
    public void No_name_is_left_in_English() => Assert.Empty(VietnameseNames.Read().Select(line => LeftInEnglish.FaultOf(line.Vietnamese)).OfType<string>());

    [Fact]
    public void No_two_cases_of_a_row_are_called_alike() =>
        Assert.Empty(VietnameseNames.Read().GroupBy(line => (line.Row, line.Vietnamese)).Where(alike => alike.Count() > 1).Select(alike => alike.Key));
}
