using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>
/// What the person in front of the terminal sees, as plain data without words or pixels. Instants are UTC and are converted to local time only in
/// <see cref="Wording"/>.
/// </summary>
public abstract partial record Screen
{
    private Screen()
    {
    }

    /// <summary>What the screen signals before anybody reads it; renderers show it by symbol and colour together.</summary>
    public abstract Mood Mood { get; }

    /// <summary>How long the screen stays unless replaced; zero for a resting screen, which stays until something happens.</summary>
    public virtual TimeSpan Dwell => TimeSpan.Zero;

    /// <summary>Whether it is shown while nothing else is: the terminal waits for a card or for its own recovery.</summary>
    public bool IsResting => Dwell == TimeSpan.Zero;

    /// <summary>Whether it tells a person the result of their tap.</summary>
    public bool IsAnswer => this is Admitted or SteppedOut or AlreadyIn or Refused or Undecidable or TryAgain or ProcedureReceipt or DeskTurned or Verified;

    /// <summary>Whether it waits for somebody to choose, by touch or by key.</summary>
    public bool IsChoice => this is ProcedureChoice or DocumentCheck or CaseEntry or OperatorMenu or OwnRecord or OwnAttendance;

    /// <summary>Whether there is something on it to touch.</summary>
    public bool IsTouchable => IsChoice || this is Idle { OffersChoice: true };

    /// <summary>The screen without personal data, for outputs that keep what they show.</summary>
    public Screen WithoutName() => this switch
    {
        Admitted admitted => admitted with { Name = null, Role = null },
        OperatorMenu menu => menu with { Operator = null },
        OwnRecord => new OwnRecord([]),
        ClerkDesk desk => desk with { Files = [.. desk.Files.Select(file => file with { Known = null })] },
        OwnAttendance own => own with { Totals = new(0, 0, 0, 0), Lines = [] },
        _ => this,
    };

    /// <summary>The name of the case only, so that a logged screen does not leak a member's name.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Waiting for a card.</summary>
    /// <param name="Title">What the terminal serves, or null if it must not be shown (secret meetings).</param>
    /// <param name="Presence">Figures of the current session, or null if there are none.</param>
    /// <param name="Offline">Whether the registry is unreachable; check-in continues.</param>
    /// <param name="OffersChoice">Whether a touch opens the choice of procedures.</param>
    /// <param name="Passage">Which way people pass here.</param>
    /// <param name="TakesInvitations">Whether a scanner takes signed invitations in place of cards.</param>
    public sealed record Idle(
        TerminalPurpose Purpose,
        Phrase? Title,
        Presence? Presence,
        DateTimeOffset Now,
        bool Offline = false,
        bool OffersChoice = false,
        Passage Passage = Passage.In,
        bool TakesInvitations = false) : Screen
    {
        /// <summary>Whether a procedure must be chosen before cards are accepted.</summary>
        public bool AwaitsChoice => Purpose is TerminalPurpose.Procedure && Title is null;

        /// <summary>Whether a clerk must open the desk first.</summary>
        public bool AwaitsClerk { get; init; }

        /// <summary>Whether a touch lets a member look at their own record.</summary>
        public bool OffersRecord { get; init; }

        public override Mood Mood => Mood.Neutral;
    }

    /// <summary>A card is on the reader. Stays until its result is known; the dwell only limits a read that never ends.</summary>
    public sealed record Reading : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(10);
    }

    /// <summary>The result was shown and the card is still on the reader.</summary>
    public sealed record TakeCard : Screen
    {
        public override Mood Mood => Mood.Neutral;
    }

    /// <summary>Admitted to a meeting, and recorded.</summary>
    /// <param name="Name">Null if names are hidden.</param>
    /// <param name="Role">Null if there is none or names are hidden.</param>
    /// <param name="Meeting">Title, or null if it must not be shown.</param>
    /// <param name="RecordedAt">The instant recorded in the journal.</param>
    /// <param name="IsGuest">Whether to address as "đại biểu" instead of "đồng chí".</param>
    /// <param name="IsReturn">The person had gone out and is back.</param>
    /// <param name="ByInvitation">By a signed invitation in place of a card: an identity document is asked for.</param>
    public sealed record Admitted(
        string? Name,
        string? Role,
        Seat? Seat,
        string? Meeting,
        DateTimeOffset RecordedAt,
        Lateness Late = Lateness.None,
        bool IsGuest = false,
        bool IsReturn = false,
        bool ByInvitation = false) : Screen
    {
        public override Mood Mood => Mood.Welcome;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>Recorded as having gone out for a while.</summary>
    public sealed record SteppedOut(DateTimeOffset At, bool IsGuest = false) : Screen
    {
        public override Mood Mood => Mood.Welcome;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>Recorded earlier in the same session; nothing changed.</summary>
    /// <param name="Door">A number, or a name that includes its noun ("Bàn tiếp đón").</param>
    public sealed record AlreadyIn(DateTimeOffset At, string Door, bool IsGuest = false) : Screen
    {
        public override Mood Mood => Mood.Attention;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>Not admitted. Carries no reason, only the message that everybody in the queue may read. Red only if the card or its holder is rejected.</summary>
    /// <param name="Opens">When check-in opens, for <see cref="PublicLine.TooEarly"/>.</param>
    /// <param name="DutyPhone">Whom to call at an unattended terminal, for <see cref="PublicLine.NotVerified"/>.</param>
    /// <param name="Door">Where to go instead, for <see cref="PublicLine.WrongDoor"/>: a number, or a name that includes its noun ("Bàn tiếp đón").</param>
    public sealed record Refused(PublicLine Line, DateTimeOffset? Opens = null, string? DutyPhone = null, string? Door = null) : Screen
    {
        public override Mood Mood => Line is PublicLine.NotAPartyCard or PublicLine.SupportDesk or PublicLine.TooEarly or PublicLine.WrongDoor or PublicLine.InvitationNotHere ? Mood.Attention : Mood.Stop;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(6);
    }

    /// <summary>This terminal cannot decide about the card; the desk can. Worded like <see cref="PublicLine.NotConfirmed"/>.</summary>
    public sealed record Undecidable : Screen
    {
        public override Mood Mood => Mood.Attention;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(6);
    }

    /// <summary>The card could not be read or used; the member may place it again.</summary>
    public sealed record TryAgain(ReadingAdvice Advice) : Screen
    {
        public override Mood Mood => Mood.Attention;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>Chooses the procedure for the next tap.</summary>
    /// <param name="Procedures">Those on this page, at most <see cref="MaxPage"/>.</param>
    /// <param name="Page">From 1.</param>
    public sealed record ProcedureChoice(IReadOnlyList<Phrase> Procedures, int Page = 1, int PageCount = 1) : Screen
    {
        public const int MaxPage = 6;

        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>A checklist of what to bring for the procedure; each line is ticked by a touch.</summary>
    /// <param name="Documents">At most <see cref="MaxDocuments"/>.</param>
    public sealed record DocumentCheck(Phrase Procedure, ProcedureFacts Facts, IReadOnlyList<CheckedDocument> Documents) : Screen
    {
        public const int MaxDocuments = 6;

        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>Asks for the case number for the next tap.</summary>
    /// <param name="Typed">Input so far; may be empty.</param>
    /// <param name="IsRefused">Whether the input is not a valid case number.</param>
    public sealed record CaseEntry(Phrase Procedure, string Typed, bool IsRefused = false) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>The member's tap was bound to a case and recorded.</summary>
    /// <param name="CaseNumber">Null for a new case without a number.</param>
    /// <param name="ReceiptNumber">Identifies the journal record.</param>
    /// <param name="Due">The day the result is due (Vietnam time), or null if none is promised.</param>
    /// <param name="SignedText">The receipt as text that the terminal signed, for the QR code; null if it could not be signed.</param>
    /// <param name="Missing">Documents that were not brought; null or empty if none.</param>
    /// <param name="Facts">For the slip; null if nothing is known.</param>
    public sealed record ProcedureReceipt(
        Phrase Procedure,
        string? CaseNumber,
        string ReceiptNumber,
        DateOnly? Due,
        DateTimeOffset RecordedAt,
        string? SignedText = null,
        ReceiptAct Act = ReceiptAct.FileReceived,
        IReadOnlyList<Phrase>? Missing = null,
        ProcedureFacts? Facts = null) : Screen
    {
        public override Mood Mood => Mood.Welcome;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(15);
    }

    /// <summary>A clerk opened or closed the procedure desk. Does not say who.</summary>
    /// <param name="OpenUntil">Null if it is closed now.</param>
    public sealed record DeskTurned(DateTimeOffset? OpenUntil) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>The card is genuine and valid; nothing about its holder is known or shown.</summary>
    /// <param name="MayEnter">Whether the door opens; otherwise nobody is invited in.</param>
    public sealed record Verified(bool MayEnter = false) : Screen
    {
        public override Mood Mood => Mood.Welcome;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>The door's alarm is on: shown until the door closes or an operator's card ends it.</summary>
    public sealed record Alarm(AlarmSubject Subject) : Screen
    {
        public override Mood Mood => Mood.Stop;
    }

    /// <summary>An operator's card ended the alarm, or lets somebody come in again.</summary>
    /// <param name="MayComeInAgain">Whether the person who was refused may place the card again.</param>
    public sealed record Acknowledged(bool MayComeInAgain) : Screen
    {
        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(4);
    }

    /// <summary>The result of reading a courier's stick, for the courier.</summary>
    public sealed record StickRead(StickNews News) : Screen
    {
        public override Mood Mood => News is StickNews.Updated or StickNews.NothingNew ? Mood.Neutral : Mood.Attention;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(20);
    }

    /// <summary>What is kept of the member whose card was placed twice, for that member alone.</summary>
    /// <param name="Lines">One for each <see cref="RecordField"/>; none where no names are shown.</param>
    public sealed record OwnRecord(IReadOnlyList<RecordLine> Lines) : Screen
    {
        /// <summary>Nothing was touched as wrong.</summary>
        public bool IsRight => !Lines.Any(line => line.IsWrong);

        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }

    /// <summary>The last year's sessions to which that member was convened, as the registry answered.</summary>
    /// <param name="AsOf">In Vietnam.</param>
    /// <param name="Totals">Of all pages.</param>
    /// <param name="Lines">Those of this page, newest first, at most <see cref="MaxPage"/>; none where no names are shown.</param>
    /// <param name="Page">From 1.</param>
    public sealed record OwnAttendance(DateOnly AsOf, AttendedTotals Totals, IReadOnlyList<AttendedLine> Lines, int Page = 1, int PageCount = 1) : Screen
    {
        public const int MaxPage = 6;

        public override Mood Mood => Mood.Neutral;

        public override TimeSpan Dwell => TimeSpan.FromSeconds(60);
    }
}
