using Kiosk.Service.SelfTest;
using Kiosk.Trials.Hostile;

namespace Kiosk.Service.Tests.SelfTest;

/// <summary>The hostile table, case by case: the same table that <c>kiosk selftest</c> plays.</summary>
public sealed class HostileTableTests(HostileTableTests.Run run) : IClassFixture<HostileTableTests.Run>
{
    private const int Rows = 35;

    public static TheoryData<string> Cases => [.. HostileTable.All.Select(one => one.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_terminal_answers_as_the_table_says(string name)
    {
        var result = await run.Value.PlayAsync(HostileTable.All.Single(one => one.ToString() == name), CancellationToken.None);

        Assert.Empty(result.Surprises);
    }

    [Fact]
    public void No_row_is_missing_and_no_case_stands_twice()
    {
        Assert.Equal(Enumerable.Range(1, Rows), HostileTable.All.Select(one => one.Row).Distinct());
        Assert.Equal(HostileTable.All.Count, HostileTable.All.Select(one => one.ToString()).Distinct(StringComparer.Ordinal).Count());
    }

    public sealed class Run : IDisposable
    {
        internal SelfTestRun Value { get; } = new();

        public void Dispose() => Value.Dispose();
    }
}
