using Kiosk.Verification.Time;

namespace Kiosk.Trials.Hostile.Play;

/// <summary>How the terminal of a case is set up: at the door of a meeting, attended, with a clock that network time vouches for, unless the case says otherwise.</summary>
internal sealed record TrialSetting
{
    public bool IsAttended { get; init; } = true;

    public TrialMode Mode { get; init; } = TrialMode.Meeting;

    /// <summary>What the machine says about its clock.</summary>
    public ClockTrust Clock { get; init; } = ClockTrust.Attested;

    /// <summary>Fills a span with random bytes; null for the machine's own source.</summary>
    public Action<Span<byte>>? Random { get; init; }
}

/// <summary>What the terminal of a case is for.</summary>
internal enum TrialMode
{
    VerifyOnly = 0,

    /// <summary>At the door of <see cref="World.TrialSource.Meeting"/>.</summary>
    Meeting,

    /// <summary>At a desk for <see cref="World.TrialSource.Procedure"/>.</summary>
    Procedure,
}
