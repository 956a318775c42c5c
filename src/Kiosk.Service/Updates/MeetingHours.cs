using Kiosk.Service.Admission;

namespace Kiosk.Service.Updates;

/// <summary>When a terminal's meeting must not be disturbed.</summary>
internal static class MeetingHours
{
    /// <summary>People come early, and stay.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <returns>Whether the meeting is open, about to open, or between two of its sessions.</returns>
    public static bool Include(AdmissionMode mode, DateTimeOffset now) =>
        mode is AdmissionMode.AtMeeting { Meeting.Sessions: var sessions } && sessions.Min(session => session.Opens) - Margin <= now && now < sessions.Max(session => session.Closes) + Margin;
}
