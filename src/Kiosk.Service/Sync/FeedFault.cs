namespace Kiosk.Service.Sync;

/// <summary>Why the last sync was not complete, as far as it can be said in the display's language; the details are in <see cref="FeedStanding.Sentence"/>.</summary>
internal enum FeedFault
{
    /// <summary>It was complete, or nobody noted why not.</summary>
    None = 0,

    /// <summary>The source did not answer, or did not send everything.</summary>
    Unreachable,

    /// <summary>Some parts did not arrive or cannot be used; the others are in force.</summary>
    Partial,

    Unusable,

    Incomplete,

    Older,

    Foreign,

    /// <summary>The terminal could not store what it received.</summary>
    Storage,
}

/// <summary>Finds the fault of an outcome.</summary>
internal static class FeedFaults
{
    public static FeedFault Of(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Unreachable => FeedFault.Unreachable,
        SyncOutcome.Applied { Problems.Count: > 0 } => FeedFault.Partial,
        SyncOutcome.Refused { Fault: SyncFault.Incomplete } => FeedFault.Incomplete,
        SyncOutcome.Refused { Fault: SyncFault.Older } => FeedFault.Older,
        SyncOutcome.Refused { Fault: SyncFault.Foreign } => FeedFault.Foreign,
        SyncOutcome.Refused => FeedFault.Unusable,
        _ => FeedFault.None,
    };
}
