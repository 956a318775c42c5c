namespace Kiosk.Simulation.Tests.Steps;

/// <summary>What can happen.</summary>
internal enum StepKind
{
    /// <summary>A person lays the card down and takes it away when the answer is there.</summary>
    Tap = 0,

    /// <summary>A person takes the card away while it is read.</summary>
    TornTap,

    /// <summary>The power goes between two calls; the terminal is started again.</summary>
    Cut,

    /// <summary>The power goes during one of the next calls to the disk.</summary>
    CutDuring,

    /// <summary>The terminal is stopped in order and started again.</summary>
    Restart,

    Sync,
    Publish,
    Upload,
    Listen,

    /// <summary>A courier's stick with the newest publication, or an older one.</summary>
    Stick,

    /// <summary>The wall clock jumps, and nothing confirms it.</summary>
    ClockStep,

    /// <summary>Network time comes, or goes.</summary>
    NetworkTime,

    DiskFull,
    DiskFree,

    /// <summary>The next sync of the disk fails.</summary>
    FailSync,

    Unplug,
    Plug,

    /// <summary>The collector cannot be reached, or can again.</summary>
    CollectorDown,
    CollectorUp,
    CollectorRestart,
    CollectorBackup,

    /// <summary>The collector is put back to its last backup.</summary>
    CollectorPutBack,

    LoseAnswer,
    DoubleBatch,
    FeedDown,
    FeedUp,

    /// <summary>Downloads break off in the middle.</summary>
    FeedBreaks,

    /// <summary>A mirror serves an older publication.</summary>
    FeedStale,

    /// <summary>A thief copies the disk.</summary>
    TakeImage,

    /// <summary>The cache and all beside it is put back as it was copied, the journal is not.</summary>
    PutBackCache,

    /// <summary>The whole disk is put back as it was copied.</summary>
    PutBackDisk,

    /// <summary>The operator undoes the newest passage at the door.</summary>
    Undo,

    /// <summary>A clerk switches the mode.</summary>
    SwitchMode,

    /// <summary>The upkeep at quiet hours.</summary>
    Compact,
}
