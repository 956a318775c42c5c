using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <content>What staff and technicians look at, and what the terminal says of itself.</content>
public abstract partial record Screen
{
    /// <summary>What an operator may do, opened by their card; or, without items, what came of it.</summary>
    /// <param name="Items">At most <see cref="ProcedureChoice.MaxPage"/> are shown.</param>
    /// <param name="Operator">Whose card opened it, or null if names are hidden.</param>
    /// <param name="Focus">The item that Enter chooses; null where there are no keys, or no items.</param>
    public sealed record OperatorMenu(Phrase Title, IReadOnlyList<Phrase> Items, string? Operator = null, int? Focus = null) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>What the clerk of a procedure desk sees on a display of their own. Never shown to members: it says why a card was refused, and whose the day's files are.</summary>
    /// <param name="NeedsClerk">Whether a clerk must open the desk first.</param>
    /// <param name="OpenUntil">Null while no clerk serves.</param>
    /// <param name="Refusal">Of the last card; null if it was taken, or came long ago.</param>
    /// <param name="Files">Newest first; perhaps not all.</param>
    public sealed record ClerkDesk(bool NeedsClerk, DateTimeOffset? OpenUntil, ClerkRefusal? Refusal, int FileCount, IReadOnlyList<ClerkLine> Files) : Screen
    {
        public override Mood Mood => Mood.Neutral;
    }

    /// <summary>Attendance and the terminal's own state, for the operator.</summary>
    public sealed record OperatorView(OperatorFigures Figures) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>Whether the terminal is ready, check by check; signed off before a meeting.</summary>
    public sealed record Readiness(string TerminalId, IReadOnlyList<CheckLine> Checks, DateTimeOffset At) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>Progress and result of the terminal's device check.</summary>
    /// <param name="Tried">The mood whose light and sound are being tested; the screen's own mood stays neutral, so that it cannot be mistaken for an answer.</param>
    public sealed record DeviceCheck(string TerminalId, IReadOnlyList<CheckLine> Steps, Mood Tried = Mood.Neutral) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>What software the terminal runs, for an inspector.</summary>
    /// <param name="RootHash">What no other file system hashes to, hexadecimal; null where the terminal was not started from an image.</param>
    /// <param name="SignedText">The same as text that the terminal signed, for the QR code; null if it could not be signed.</param>
    public sealed record Software(string TerminalId, string Version, string? RootHash, string? SignedText, DateTimeOffset At) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>The terminal admits nobody until what it waits for is available.</summary>
    /// <param name="Code">Stable name of the reason ("terminal.journal"), to be read out over the phone.</param>
    /// <param name="Detail">Finding and remedy for the technician, without personal data, or null.</param>
    /// <param name="DutyPhone">Whom to call, or null if there is a support desk.</param>
    public sealed record OutOfService(string Code, string TerminalId, Awaited Awaited, Phrase? Detail = null, string? DutyPhone = null) : Screen
    {
        public override Mood Mood => Mood.Stop;
    }
}
