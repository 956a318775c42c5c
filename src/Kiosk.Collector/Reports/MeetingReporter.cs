using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>Makes the reports of meetings: for the command line and for the page's button alike.</summary>
internal sealed class MeetingReporter(AttendanceFacts facts, ReportTemplate template, Language language)
{
    /// <param name="session">A session's id; null for all of them.</param>
    /// <exception cref="Storage.StorageException">The database cannot be used.</exception>
    /// <exception cref="ReportException">The meeting was not imported, or has no such session.</exception>
    public async Task<ReportFile> MakeAsync(string meeting, string? session, ReportForm form, ReportFormat format, CancellationToken cancellationToken)
    {
        var all = await facts.OfAsync(meeting, cancellationToken) ?? throw new ReportException(new(
            $"Chưa nhập cuộc họp {meeting}: hãy nhập bằng collector import --source, hoặc kiểm tra lại mã.", $"The meeting {meeting} was not imported: import it with collector import --source, or check the id."));
        var sessions = all.Where(one => session is null || one.Session.Id == session).ToList();
        if (sessions.Count == 0)
        {
            var ids = string.Join(", ", all.Select(one => one.Session.Id));
            throw new ReportException(new($"Cuộc họp {meeting} không có phiên {session}; các phiên là: {ids}.", $"The meeting {meeting} has no session {session}; its sessions are {ids}."));
        }

        var name = $"{meeting}-{form.ToString().ToLowerInvariant()}";
        return Write(ReportForms.Compose(form, sessions, template, language), form, format, name, sessions);
    }

    private ReportFile Write(ReportDocument document, ReportForm form, ReportFormat format, string name, List<SessionAttendance> sessions) => format switch
    {
        ReportFormat.Xlsx => ReportFiles.Xlsx(document, name, language),
        ReportFormat.Pdf => ReportFiles.Pdf(document, name, template, sessions[0].AsOf, language),
        ReportFormat.Csv => ReportFiles.Csv(form is ReportForm.Attendance ? [AttendanceTable.Of(sessions, language)] : [.. document.Tables], name),
        _ => ReportFiles.Json(JsonFormat.Write(sessions, withPeople: form is not ReportForm.Credentials), name),
    };
}
