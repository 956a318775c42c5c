using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Service.Time;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Time;
using Verdict = Kiosk.Service.CommandLine.Doctor.Health;

namespace Kiosk.Service.Tests.CommandLine.Doctor;

/// <summary>What doctor says of a clock that the service would not use (14-kiosk-environment).</summary>
public sealed class ClockCheckUpTests
{
    [Fact]
    public async Task A_clock_of_1970_is_bad_and_the_finding_says_by_what()
    {
        var finding = await LookAt(DateTimeOffset.UnixEpoch);

        Assert.Equal(Verdict.Bad, finding.Health);
        Assert.StartsWith("The clock shows 1970-01-01 00:00:00Z and 2026-", finding.What.English, StringComparison.Ordinal);
        Assert.Contains("kiosk clock accept", finding.Remedy!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_behind_the_newest_signed_list_is_bad() =>
        Assert.Equal(Verdict.Bad, (await LookAt(TestPki.Yesterday.AddMinutes(-11))).Health);

    [Fact]
    public async Task A_clock_years_ahead_is_bad()
    {
        var finding = await LookAt(TestPki.Now.AddYears(2));

        Assert.Equal(Verdict.Bad, finding.Health);
        Assert.Contains("far ahead", finding.What.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_nothing_confirms_is_doubtful_in_words_that_people_use()
    {
        var finding = await LookAt(TestPki.Now);

        Assert.Equal(Verdict.Doubtful, finding.Health);
        Assert.DoesNotContain("FloorOnly", finding.What.English + finding.What.Vietnamese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_clock_that_somebody_accepted_is_good_for_as_long_as_the_service_runs(int yearsAhead)
    {
        var finding = await LookAt(TestPki.Now.AddYears(yearsAhead), ClockTrust.Rtc);

        Assert.Equal((Verdict.Good, null), (finding.Health, finding.Remedy));
        Assert.EndsWith(", accepted by an operator.", finding.What.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_service_trusts_no_more_than_doctor_stays_doubtful() =>
        Assert.Equal(Verdict.Doubtful, (await LookAt(TestPki.Now, ClockTrust.FloorOnly)).Health);

    private static async Task<Finding> LookAt(DateTimeOffset now, ClockTrust? told = null)
    {
        await using var hall = new Hall(TappedCards.Member(1));
        return new ClockCheckUp(hall.Folders, KeyStoreSettings.InFile, new ManualTimeProvider(now), new ClockSource(() => false, HasRealTimeClock: false), told).Clock();
    }
}
