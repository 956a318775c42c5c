namespace Kiosk.Benchmarks;

/// <summary><c>./kiosk bench --growth</c>: start, tap, sync, page and report of a terminal at 1 ×, 10 × and 100 × of what years bring, as a table of ratios.</summary>
internal static class GrowthBench
{
    public const string Verb = "--growth";

    /// <returns>The exit code: 1 if something grows faster than its work.</returns>
    public static int Run()
    {
        var holds = true;
        foreach (var measure in (Func<GrowthTable>[])[JournalGrowth.Measure, MeetingsGrowth.Measure, () => MembersGrowth.Measure("members of a province", provinces: 1, 500_000), () => MembersGrowth.Measure("members of a feed of 34 provinces", provinces: 34, 5_600_000)])
        {
            holds &= measure().Print(Console.Out);
        }

        return holds ? 0 : 1;
    }
}
