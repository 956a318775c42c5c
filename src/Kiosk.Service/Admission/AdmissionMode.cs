using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>What the terminal is being used for.</summary>
internal abstract record AdmissionMode
{
    private AdmissionMode()
    {
    }

    /// <summary>Who serves; matters at a procedure desk only.</summary>
    public DeskState Desk { get; init; } = DeskState.Free;

    /// <summary>Taps record attendance at one session of a meeting.</summary>
    public sealed record AtMeeting(Meeting Meeting, MeetingSession Session) : AdmissionMode;

    /// <summary>The next tap identifies the member for one case.</summary>
    /// <param name="CaseNumber">The clerk's case number, or null for a new case.</param>
    /// <param name="Purpose">Why the member is asked for the card, in the clerk's words.</param>
    /// <param name="Key">This terminal's 32-byte key for pseudonyms.</param>
    public sealed record ForProcedure(Procedure Procedure, CaseNumber? CaseNumber, Purpose Purpose, ReadOnlyMemory<byte> Key) : AdmissionMode
    {
        /// <summary>The calendar for due dates, from the generation that the mode was resolved against.</summary>
        public OfficeCalendar Calendar { get; init; } = OfficeCalendar.WeekendsOnly;

        /// <summary>The card that a new one replaces, once it was placed; null before, and for any other procedure.</summary>
        public OldCard? OldCard { get; init; }

        /// <summary>Documents that the member did not bring.</summary>
        public IReadOnlyList<ProcedureDocument> Missing { get; init; } = [];
    }

    /// <summary>A procedure desk where no procedure has been chosen yet: no tap counts.</summary>
    public sealed record AwaitingChoice : AdmissionMode;

    /// <summary>A member wants to see their own record: the first tap asks for a second, and the second shows it.</summary>
    public sealed record OwnRecord : AdmissionMode
    {
        /// <summary>The card that was placed once; null before.</summary>
        public CardTag? Asked { get; init; }
    }

    /// <summary>Taps show whether the card is genuine and, at a point without staff, whether its holder may pass; nothing about the person is shown.</summary>
    /// <param name="OpensDoor">Cards that pass open the door.</param>
    /// <param name="Point">Who may pass here; null where the feed has no rule for the terminal.</param>
    /// <param name="AdmitsAnyCard">Without a rule any genuine card opens the door, unless the member's record, if there is one, bars the holder.</param>
    public sealed record VerifyOnly(bool OpensDoor = false, Point? Point = null, bool AdmitsAnyCard = false) : AdmissionMode;
}
