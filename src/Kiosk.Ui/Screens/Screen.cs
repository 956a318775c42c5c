using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>
/// One picture for the person in front of the terminal: plain data, no words and no pixels. Instants are UTC; they become local time only in
/// <see cref="Wording"/>.
/// </summary>
public abstract record Screen
{
    private Screen()
    {
    }

    /// <summary>What the picture says before it is read; a renderer shows it by symbol and colour together.</summary>
    public abstract Mood Mood { get; }

    /// <summary>How long the picture stays unless another tap replaces it; zero for one that stays until something happens.</summary>
    public virtual TimeSpan Dwell => TimeSpan.Zero;

    /// <summary>Shown whenever nothing passes: the terminal waits, for a card or for its own recovery.</summary>
    public bool IsResting => Dwell == TimeSpan.Zero;

    /// <summary>Tells somebody how their tap ended.</summary>
    public bool IsAnswer => this is Admitted or AlreadyIn or Refused or Undecidable or TryAgain or ProcedureReceipt or Verified;

    /// <summary>The same without what tells who it is: for places that keep what they are shown.</summary>
    public Screen WithoutName() => this is Admitted admitted ? admitted with { Name = null, Role = null } : this;

    /// <summary>The name of the case only: a screen that reaches a log must not take a member's name there.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Waiting for a card.</summary>
    /// <param name="Title">What the terminal serves, or null where it must not be shown (secret meetings).</param>
    /// <param name="Presence">Figures of the current session, or null where there are none.</param>
    /// <param name="Offline">No connection to the registry; check-in goes on.</param>
    /// <param name="OffersChoice">A touch opens the choice of procedures.</param>
    public sealed record Idle(
        TerminalPurpose Purpose,
        Phrase? Title,
        Presence? Presence,
        DateTimeOffset Now,
        bool Offline = false,
        bool OffersChoice = false) : Screen
    {
        /// <summary>No procedure is chosen yet, and until then no card counts.</summary>
        public bool AwaitsChoice => Purpose is TerminalPurpose.Procedure && Title is null;

        public override Mood Mood => Mood.Neutral;
    }

    /// <summary>A card is on the reader. Stands until its result comes; the dwell only limits a read whose result never does.</summary>
    public sealed record Reading : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(10);
    }

    /// <summary>The result was shown and the card still lies on the reader.</summary>
    public sealed record TakeCard : Screen
    {
        public override Mood Mood => Mood.Neutral;
    }

    /// <summary>Present at a meeting, and recorded as such.</summary>
    /// <param name="Name">Null where names are hidden.</param>
    /// <param name="Role">Null where there is none or names are hidden.</param>
    /// <param name="Meeting">Title, or null where it must not be shown.</param>
    /// <param name="RecordedAt">The instant in the journal.</param>
    /// <param name="IsGuest">Addressed as "đại biểu" instead of "đồng chí".</param>
    public sealed record Admitted(
        string? Name,
        string? Role,
        Seat? Seat,
        string? Meeting,
        DateTimeOffset RecordedAt,
        Lateness Late = Lateness.None,
        bool IsGuest = false) : Screen
    {
        public override Mood Mood => Mood.Welcome;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>Recorded as present earlier in the same session; nothing changed.</summary>
    /// <param name="Door">A number, or a name with its own noun ("Bàn tiếp đón").</param>
    public sealed record AlreadyIn(DateTimeOffset At, string Door, bool IsGuest = false) : Screen
    {
        public override Mood Mood => Mood.Attention;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>Not let in. Carries no reason, only the line that may be read by everybody in the queue. Red only where the card or its holder is turned away.</summary>
    /// <param name="Opens">When check-in opens, for <see cref="PublicLine.TooEarly"/>.</param>
    /// <param name="DutyPhone">Whom to call where nobody is at hand, for <see cref="PublicLine.NotVerified"/>.</param>
    /// <param name="Door">Where to go instead, for <see cref="PublicLine.WrongDoor"/>: a number, or a name with its own noun ("Bàn tiếp đón").</param>
    public sealed record Refused(PublicLine Line, DateTimeOffset? Opens = null, string? DutyPhone = null, string? Door = null) : Screen
    {
        public override Mood Mood => Line is PublicLine.NotAPartyCard or PublicLine.SupportDesk or PublicLine.TooEarly or PublicLine.WrongDoor ? Mood.Attention : Mood.Stop;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(6);
    }

    /// <summary>Nothing is wrong with the card, but this terminal cannot tell; the desk can. Reads like <see cref="PublicLine.NotConfirmed"/>.</summary>
    public sealed record Undecidable : Screen
    {
        public override Mood Mood => Mood.Attention;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(6);
    }

    /// <summary>The card could not be read; the same member may place it again.</summary>
    public sealed record TryAgain(ReadingAdvice Advice) : Screen
    {
        public override Mood Mood => Mood.Attention;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>Which procedure the next tap is for.</summary>
    /// <param name="Procedures">Of this page, at most <see cref="MaxPage"/>.</param>
    /// <param name="Page">From 1.</param>
    public sealed record ProcedureChoice(IReadOnlyList<Phrase> Procedures, int Page = 1, int PageCount = 1) : Screen
    {
        public const int MaxPage = 6;

        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>Which case the next tap is for.</summary>
    /// <param name="Typed">So far; may be empty.</param>
    /// <param name="IsRefused">What was typed is no file number.</param>
    public sealed record CaseEntry(Phrase Procedure, string Typed, bool IsRefused = false) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>The member's tap is bound to a case, and recorded.</summary>
    /// <param name="CaseNumber">The file number, or null for a case that has none yet.</param>
    /// <param name="ReceiptNumber">Finds the journal record again.</param>
    /// <param name="Due">The day of the result (Vietnam time), or null where none is promised.</param>
    public sealed record ProcedureReceipt(
        Phrase Procedure,
        string? CaseNumber,
        string ReceiptNumber,
        DateOnly? Due,
        DateTimeOffset RecordedAt) : Screen
    {
        public override Mood Mood => Mood.Welcome;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(15);
    }

    /// <summary>The card is genuine and valid; nothing is known or shown about its holder.</summary>
    /// <param name="MayEnter">The door opens for it; otherwise nobody is asked in.</param>
    public sealed record Verified(bool MayEnter = false) : Screen
    {
        public override Mood Mood => Mood.Welcome;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>A courier's stick was read; how it went, for whoever brought it.</summary>
    public sealed record StickRead(StickNews News) : Screen
    {
        public override Mood Mood => News is StickNews.Updated or StickNews.NothingNew ? Mood.Neutral : Mood.Attention;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(20);
    }

    /// <summary>Attendance and the terminal's own state, for whoever runs the meeting.</summary>
    public sealed record OperatorView(OperatorFigures Figures) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>Whether the terminal may be used, check by check; signed off before a meeting.</summary>
    public sealed record Readiness(string TerminalId, IReadOnlyList<CheckLine> Checks, DateTimeOffset At) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>The terminal tries itself out.</summary>
    /// <param name="Tried">Whose light and sound are being tried; the picture itself stays neutral, so that nobody takes it for an answer.</param>
    public sealed record SelfTest(string TerminalId, IReadOnlyList<CheckLine> Steps, Mood Tried = Mood.Neutral) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>The terminal admits nobody until it has what it waits for.</summary>
    /// <param name="Code">Stable name of the reason ("terminal.journal"), to be read out on the telephone.</param>
    /// <param name="Detail">What whoever looks after the terminal may know or do about it, without personal data, or null.</param>
    /// <param name="DutyPhone">Whom to call, or null where there is a desk.</param>
    public sealed record OutOfService(string Code, string TerminalId, Awaited Awaited, Phrase? Detail = null, string? DutyPhone = null) : Screen
    {
        public override Mood Mood => Mood.Stop;
    }
}
