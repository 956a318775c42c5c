using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.CommandLine.Rehearsing;
using static Kiosk.Service.Tests.Admission.Scene;
using Level = Kiosk.Service.CommandLine.Doctor.Health;

namespace Kiosk.Service.Tests.CommandLine.Rehearsing;

public sealed class MeetingRehearsalTests
{
    private static readonly DateTimeOffset DayBefore = Opens.AddDays(-1);

    [Fact]
    public void Everything_is_good_until_the_meetings_end() =>
        Assert.All(Look(Meeting(), [Valid(1), Valid(2)]), finding => Assert.Equal((finding.Name, Level.Good), (finding.Name, finding.Health)));

    [Fact]
    public void A_card_that_ends_during_the_meeting_is_told_by_delegation_and_without_a_name()
    {
        var cards = Look(Meeting(), [Valid(1), Valid(2) with { CertificateUntil = Closes.AddSeconds(-1), Delegation = "Hà Giang" }, Valid(3) with { CertificateUntil = Closes }]).Single(finding => finding.Name == "cards");

        Assert.Equal(Level.Bad, cards.Health);
        Assert.Contains("Hà Giang: 1", cards.What.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_meeting_that_is_not_here_or_over_is_not_ready()
    {
        Assert.Equal(Level.Bad, Assert.Single(Look(null, [])).Health);
        Assert.Equal(Level.Bad, Of("meeting", new MeetingRehearsal(new("1", DoorDirection.In), Closes, Closes, Closes).Look("dh-2026", Meeting(), [Valid(1)], [])));
    }

    [Fact]
    public void Nobody_on_the_list_is_not_ready() => Assert.Equal(Level.Bad, Of("roster", Look(Meeting(), [])));

    [Fact]
    public void Data_and_lists_that_end_before_the_meeting_are_a_doubt()
    {
        var findings = new MeetingRehearsal(new("1", DoorDirection.In), Closes.AddMinutes(-1), null, DayBefore).Look("dh-2026", Meeting(), [Valid(1)], []);

        Assert.Equal((Level.Doubtful, Level.Doubtful), (Of("data", findings), Of("lists", findings)));
    }

    [Fact]
    public void Neither_a_secret_meetings_title_nor_whom_it_convenes_is_told()
    {
        var findings = Look(Meeting() with { Title = "Tên kín", HidesTitle = true }, [Valid(1), Valid(2) with { CertificateUntil = Closes.AddSeconds(-1), Delegation = "Hà Giang" }]);

        Assert.Equal(Level.Bad, Of("cards", findings));
        Assert.All((string[])["Tên kín", "Hà Giang"], secret => Assert.DoesNotContain(findings, finding => (finding.What.Vietnamese + finding.What.English).Contains(secret, StringComparison.Ordinal)));
    }

    private static IReadOnlyList<Finding> Look(Meeting? meeting, IReadOnlyCollection<RosterEntry> roster) =>
        new MeetingRehearsal(new("1", DoorDirection.In), Closes, Closes, DayBefore).Look("dh-2026", meeting, roster, ["dh-2025"]);

    private static Level Of(string name, IReadOnlyList<Finding> findings) => findings.Single(finding => finding.Name == name).Health;

    private static RosterEntry Valid(byte number) => Line(number) with { CertificateUntil = Closes.AddYears(1) };
}
