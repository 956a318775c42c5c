using System.Diagnostics;
using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Soak;

/// <summary>
/// The real service, with feed, reader and collector, at a steady pace: a tap a second, a meeting a "day" of ten minutes, a sync every three, uploads without end. Every acknowledged tap is in the journal
/// and at the collector, and after the first hour memory is flat, descriptors and threads are constant.
/// </summary>
/// <remarks>Proves nothing of months: what grows by less than its limit in these hours, or with the calendar alone, is not seen. The few seconds without <c>KIOSK_SOAK_HOURS</c> judge neither memory nor counts.</remarks>
[SupportedOSPlatform("linux")]
public sealed class SoakTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    [FactAsRoot]
    public async Task The_service_stays_as_it_is_and_loses_nothing()
    {
        var plan = SoakPlan.Asked;
        using var own = new TestFolder();
        var folder = plan.Folder ?? own.Path;
        await using var site = await SoakSite.OpenAsync(Path.Combine(folder, "site"));
        var samples = await LiveAsync(site, plan, Path.Combine(folder, "samples.csv"));
        var recorded = await site.RecordedAsync();
        var verdict = SoakVerdict.Of(samples);
        var told = $"{plan.Length.TotalHours:0.##} h, {string.Join(", ", site.Acknowledged.Select(one => $"{one.Value} × {one.Key}"))}; the journal has {string.Join(", ", recorded.Select(one => $"{one.Value} × {one.Key}"))}; {site.Again} cards were laid down once more\n{verdict}";
        await File.WriteAllTextAsync(Path.Combine(folder, "verdict.txt"), told + "\n");
        output.WriteLine(told);

        Assert.Equal(site.Acknowledged, recorded);
        Assert.Empty(verdict.Faults);
        await site.CollectAsync();
    }

    /// <summary>Taps, begins days and takes samples until the time is over.</summary>
    private static async Task<IReadOnlyList<SoakSample>> LiveAsync(SoakSite site, SoakPlan plan, string table)
    {
        var clock = Stopwatch.StartNew();
        var samples = new List<SoakSample> { await site.SampleAsync() };
        await File.WriteAllLinesAsync(table, [SoakSample.Header, samples[0].ToCsv()]);
        var (day, sampled, tapped) = (plan.Day, plan.Interval, Pace);
        while (clock.Elapsed < plan.Length)
        {
            await site.TapAsync();
            if (clock.Elapsed >= day)
            {
                day += plan.Day;
                await site.BeginDayAsync();
            }

            if (clock.Elapsed >= sampled)
            {
                sampled += plan.Interval;
                samples.Add(await site.SampleAsync());
                await File.AppendAllLinesAsync(table, [samples[^1].ToCsv()]);
            }

            var rest = tapped - clock.Elapsed;
            tapped += rest > TimeSpan.Zero ? Pace : Pace - rest;
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        }

        return samples;
    }
}
