using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Verification.Time;

namespace Kiosk.Service.CheckIn;

/// <summary>What one tap is judged by from beginning to end, whatever is swapped or switched meanwhile.</summary>
/// <param name="Clock">The only reading of the clock: verdict, decision and record go by it.</param>
/// <param name="IsFeedExpired">The signed metadata is past its expiry, and the signed policy says to record and flag.</param>
internal sealed record TapContext(CacheGeneration Generation, AdmissionMode Mode, ClockReading Clock, bool IsFeedExpired = false)
{
    /// <summary>Meeting id ‖ "/" ‖ session id, the procedure's code, or empty.</summary>
    public string JournalContext => Mode switch
    {
        AdmissionMode.AtMeeting meeting => AttendanceBook.ContextOf(meeting.Meeting, meeting.Session),
        AdmissionMode.ForProcedure procedure => procedure.Procedure.Code,
        _ => "",
    };

    /// <summary>What the tap is for, exactly: a tap for another case or purpose is never a repeated one. Neither part can hold a line feed.</summary>
    public string Occasion => Mode is AdmissionMode.ForProcedure procedure ? $"{JournalContext}\n{procedure.CaseNumber}\n{procedure.Purpose}" : JournalContext;
}
