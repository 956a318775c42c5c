namespace Kiosk.EndToEnd.Tests.Soak;

/// <summary>The soak's judge, on made-up tables of eight hours.</summary>
public sealed class SoakVerdictTests
{
    private static readonly IReadOnlyList<SoakSample> Flat = [.. Enumerable.Range(0, 8 * 60).Select(minute =>
        new SoakSample(TimeSpan.FromMinutes(minute), 60 + Warming(minute) + Noise(minute), 50, 40, 100, 80 + (minute % 7), 20 + (minute % 3), 1000 * minute, 5000, 1 + (minute / 10), 60 * minute))];

    [Fact]
    public void A_flat_run_with_noise_that_warms_up_for_an_hour_has_no_fault()
    {
        var verdict = SoakVerdict.Of(Flat);

        Assert.Empty(verdict.Faults);
        Assert.InRange(verdict.Memory!.Value.Slope, -0.1, 0.1);
        Assert.InRange(verdict.Memory!.Value.Error, 0.001, 0.1);
    }

    [Fact]
    public void A_leak_of_a_bit_more_than_a_megabyte_an_hour_is_found() =>
        AssertFault("^Memory grows by 1\\.[01][0-9] MB an hour\\.$", sample => sample with { Resident = sample.Resident + (1.1 * sample.At.TotalHours) });

    [Fact]
    public void Memory_that_jumps_about_is_called_too_unsteady_to_judge() =>
        AssertFault("too much to tell", sample => sample with { Resident = sample.Resident + (40 * (sample.At.TotalMinutes % 2)) });

    [Fact]
    public void A_descriptor_lost_an_hour_is_found() => AssertFault("^Descriptors rose from 81 to 86\\.$", sample => sample with { Descriptors = sample.Descriptors + (int)sample.At.TotalHours });

    [Fact]
    public void A_thread_more_is_found() => AssertFault("^Threads rose from 20 to 21\\.$", sample => sample with { Threads = sample.Threads + (sample.At.TotalHours > 5 ? 1 : 0) });

    [Fact]
    public void A_service_that_stops_answering_is_found() => AssertFault("^No tap was answered between 18000 and 18060 s\\.$", sample => sample with { Acknowledged = Math.Min(sample.Acknowledged, 60 * 300) });

    [Fact]
    public void A_service_that_syncs_nothing_is_found() => AssertFault("^Nothing was synced\\.$", sample => sample with { Generation = 1 });

    [Fact]
    public void A_short_run_judges_no_memory_and_says_so() =>
        Assert.Contains("not judged", SoakVerdict.Of([.. Flat.Take(100)]).ToString(), StringComparison.Ordinal);

    private static void AssertFault(string pattern, Func<SoakSample, SoakSample> change) =>
        Assert.Contains(SoakVerdict.Of([.. Flat.Select(change)]).Faults, fault => System.Text.RegularExpressions.Regex.IsMatch(fault, pattern, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static double Warming(int minute) => 20 * (1 - Math.Exp(-minute / 10.0));

    private static double Noise(int minute) => 1.5 * Math.Sin(minute * 12.9898);
}
