using Kiosk.Cards;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Time;
using Kiosk.Trials.World;

namespace Kiosk.Service.SelfTest.World;

/// <summary>How the terminal of a case is set up: at the door of a meeting, attended, with a clock that network time vouches for, unless the case says otherwise.</summary>
internal sealed record TrialSetting
{
    public bool IsAttended { get; init; } = true;

    public ModeOptions Mode { get; init; } = new() { Kind = ModeSelection.AtMeeting, Meeting = TrialSource.Meeting.Id };

    public ClockSource Clock { get; init; } = new(() => true, HasRealTimeClock: false);

    /// <summary>Fills a span with random bytes; null for the machine's own source.</summary>
    public Action<Span<byte>>? Random { get; init; }

    public ChallengeSource CreateChallenges() => Random is null ? new ChallengeSource(TrialPki.TerminalId) : new ChallengeSource(TrialPki.TerminalId, bytes => Random(bytes));

    public KioskOptions OptionsIn(string folder) => new()
    {
        TerminalId = TrialPki.TerminalId,
        Door = "2",
        Attended = IsAttended,
        DataFolder = folder,
        Mode = Mode,
    };
}
