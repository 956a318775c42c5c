using Kiosk.Simulation.Tests.Disks;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>What the laws rest on. A run with one of them removed must break its law, or the simulation would not notice the loss.</summary>
internal sealed record Protections
{
    public static Protections All { get; } = new();

    public DiskHabit Disk { get; init; } = DiskHabit.Honest;

    /// <summary>Cards are judged by the newest lists, not by the first.</summary>
    public bool JudgesByNewestLists { get; init; } = true;

    /// <summary>Whoever decides looks into the attendance book.</summary>
    public bool LooksForArrivals { get; init; } = true;

    /// <summary>People are counted, not records.</summary>
    public bool CountsPeople { get; init; } = true;

    /// <summary>The journal says which data was in force last.</summary>
    public bool JournalGuardsCache { get; init; } = true;

    /// <summary>A screen's words are kept nowhere.</summary>
    public bool KeepsNoScreens { get; init; } = true;

    /// <summary>Nothing but the terminal writes its journal.</summary>
    public bool WritesAlone { get; init; } = true;

    /// <summary>What the collector has answered for stays stored.</summary>
    public bool CollectorKeeps { get; init; } = true;

    /// <summary>The collector is not put back together with a terminal.</summary>
    public bool CollectorRemembers { get; init; } = true;
}
