using Kiosk.Verification.Time;

namespace Kiosk.Trials.Hostile.Play;

/// <summary>The setup of a case's terminal. By default: attended, at the door of a meeting, with a clock confirmed by network time.</summary>
internal sealed record TrialSetting
{
    public bool IsAttended { get; init; } = true;

    public TrialMode Mode { get; init; } = TrialMode.Meeting;

    /// <summary>The trust in the machine's clock.</summary>
    public ClockTrust Clock { get; init; } = ClockTrust.Attested;

    /// <summary>Fills a span with random bytes; null for the system's source.</summary>
    public Action<Span<byte>>? Random { get; init; }
}

/// <summary>The purpose of a case's terminal.</summary>
internal enum TrialMode
{
    VerifyOnly = 0,

    /// <summary>At a door without staff that a passing card opens, with a relay, a contact and a switch in the case.</summary>
    Point,

    /// <summary>At the door of <see cref="World.TrialSource.Meeting"/>.</summary>
    Meeting,

    /// <summary>At a desk for <see cref="World.TrialSource.Procedure"/>.</summary>
    Procedure,
}
