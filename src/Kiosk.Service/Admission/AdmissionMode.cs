using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>What the terminal is for at the moment.</summary>
internal abstract record AdmissionMode
{
    private AdmissionMode()
    {
    }

    /// <summary>Taps are attendance of one session of a meeting.</summary>
    public sealed record AtMeeting(Meeting Meeting, MeetingSession Session) : AdmissionMode;

    /// <summary>The next tap identifies the member for one case.</summary>
    /// <param name="CaseNumber">The clerk's file number, or null for a new case.</param>
    /// <param name="Purpose">Why the member is asked for the card, as the clerk put it.</param>
    /// <param name="Key">32 bytes of this terminal; makes the pseudonym.</param>
    public sealed record ForProcedure(Procedure Procedure, CaseNumber? CaseNumber, Purpose Purpose, ReadOnlyMemory<byte> Key) : AdmissionMode
    {
        /// <summary>By which the result is due, as of the generation that the mode was made from.</summary>
        public OfficeCalendar Calendar { get; init; } = OfficeCalendar.WeekendsOnly;
    }

    /// <summary>A desk at which no procedure is chosen yet: whatever the card, no tap counts.</summary>
    public sealed record AwaitingChoice : AdmissionMode;

    /// <summary>Taps only tell whether the card is genuine; nothing about the person is kept or shown.</summary>
    /// <param name="OpensDoor">Whoever is verified is let in: the member's record is asked then, where there is one.</param>
    public sealed record VerifyOnly(bool OpensDoor = false) : AdmissionMode;
}
