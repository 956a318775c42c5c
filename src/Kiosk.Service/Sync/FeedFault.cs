namespace Kiosk.Service.Sync;

/// <summary>Why the last sync was incomplete, as shown in the display's language; the details are in <see cref="FeedStanding.Sentence"/>.</summary>
internal enum FeedFault
{
    /// <summary>It was complete, or the reason is unknown.</summary>
    None = 0,

    /// <summary>The source did not answer, or did not send everything.</summary>
    Unreachable,

    /// <summary>Some parts did not arrive or are unusable; the others are in force.</summary>
    Partial,

    Unusable,

    Incomplete,

    Older,

    Foreign,

    /// <summary>The terminal could not store what it received.</summary>
    Storage,

    /// <summary>The terminal is not let in to the data.</summary>
    NoAccess,
}

/// <summary>Maps a sync outcome to its fault.</summary>
internal static class FeedFaults
{
    public static FeedFault Of(SyncOutcome outcome) => outcome switch
    {
        { LacksAccess: true } => FeedFault.NoAccess,
        SyncOutcome.Unreachable => FeedFault.Unreachable,
        SyncOutcome.Applied { Problems.Count: > 0 } => FeedFault.Partial,
        SyncOutcome.Refused { Fault: SyncFault.Incomplete } => FeedFault.Incomplete,
        SyncOutcome.Refused { Fault: SyncFault.Older } => FeedFault.Older,
        SyncOutcome.Refused { Fault: SyncFault.Foreign } => FeedFault.Foreign,
        SyncOutcome.Refused => FeedFault.Unusable,
        _ => FeedFault.None,
    };
}
