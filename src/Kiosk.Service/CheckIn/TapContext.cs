using System.Globalization;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Verification.Time;

namespace Kiosk.Service.CheckIn;

/// <summary>A snapshot of everything that one tap is judged by, unaffected by swaps and switches in the meantime.</summary>
/// <param name="Clock">The tap's only clock reading: used for verdict, decision and record.</param>
/// <param name="IsFeedExpired">The signed metadata has expired, and the signed policy says to record and flag.</param>
internal sealed record TapContext(CacheGeneration Generation, AdmissionMode Mode, ClockReading Clock, bool IsFeedExpired = false)
{
    /// <summary>Meeting id ‖ "/" ‖ session id, the procedure's code, <c>point:</c> ‖ point id ‖ "/" ‖ day, or empty.</summary>
    public string JournalContext => Mode switch
    {
        AdmissionMode.AtMeeting meeting => AttendanceBook.ContextOf(meeting.Meeting, meeting.Session),
        AdmissionMode.ForProcedure procedure => procedure.Procedure.Code,
        AdmissionMode.VerifyOnly { Point: { } point } => ContextOf(point, VietnamTime.DateOf(Clock.Instant)),
        _ => "",
    };

    /// <summary>What records of one day at a point carry. No meeting's id has a colon.</summary>
    public static string ContextOf(Point point, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(point.Id)}{day:yyyy-MM-dd}");

    /// <summary>What the contexts of a point begin with; up to its slash it is how the collector knows the point.</summary>
    public static string PrefixOf(string pointId) => $"{JournalRecord.PointMark}{pointId}/";

    /// <summary>Exactly what the tap is for: a tap for another case or purpose is not a repeat. None of the parts can contain a line feed.</summary>
    public string Occasion => Mode switch
    {
        AdmissionMode.ForProcedure procedure => $"{JournalContext}\n{procedure.CaseNumber}\n{procedure.Purpose}",
        AdmissionMode.OwnRecord own => own.Asked is null ? "\nrecord" : "\nrecord again",
        _ => JournalContext,
    };
}
