using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Verification.Time;

namespace Kiosk.Service.CheckIn;

/// <summary>A snapshot of everything that one tap is judged by, unaffected by swaps and switches in the meantime.</summary>
/// <param name="Clock">The tap's only clock reading: used for verdict, decision and record.</param>
/// <param name="IsFeedExpired">The signed metadata has expired, and the signed policy says to record and flag.</param>
internal sealed record TapContext(CacheGeneration Generation, AdmissionMode Mode, ClockReading Clock, bool IsFeedExpired = false)
{
    /// <summary>Meeting id ‖ "/" ‖ session id, the procedure's code, or empty.</summary>
    public string JournalContext => Mode switch
    {
        AdmissionMode.AtMeeting meeting => AttendanceBook.ContextOf(meeting.Meeting, meeting.Session),
        AdmissionMode.ForProcedure procedure => procedure.Procedure.Code,
        _ => "",
    };

    /// <summary>Exactly what the tap is for: a tap for another case or purpose is not a repeat. None of the parts can contain a line feed.</summary>
    public string Occasion => Mode is AdmissionMode.ForProcedure procedure ? $"{JournalContext}\n{procedure.CaseNumber}\n{procedure.Purpose}" : JournalContext;
}
