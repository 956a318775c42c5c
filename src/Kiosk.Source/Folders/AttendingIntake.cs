using Kiosk.Feed.Records;
using Kiosk.Verification.Certificates;

namespace Kiosk.Source.Folders;

/// <summary>Hands each member on with what they asked to see of themselves.</summary>
internal sealed class AttendingIntake<T>(IMemberIntake<T> intake, IReadOnlyDictionary<CardTag, PastAttendance> attendance) : IMemberIntake<T>
{
    public void Look(Certificate certificate, int line) => intake.Look(certificate, line);

    public T Take(SourceMember member) => intake.Take(member with { Attendance = attendance.GetValueOrDefault(member.Tag) });
}
