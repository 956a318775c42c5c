using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>What members do with their own record at a desk. Each answer is a record whose sealed part names the card; nothing is changed here.</summary>
internal sealed class OwnRecordActs(TapContextSource contexts, CheckInRecorder recorder, FeedbackMap feedback, ServiceFailure failure)
{
    /// <summary>Who acts, as the journal's clear part says it.</summary>
    public const string By = "member-card";

    private static readonly Phrase Confirmed = new("Đã ghi nhận đồng chí xác nhận thông tin. Trân trọng cảm ơn đồng chí.", "Your confirmation is recorded. Thank you, comrade.");
    private static readonly Phrase Asked = new("Đã ghi nhận đề nghị sửa thông tin. Cơ quan quản lý sẽ xem xét và trả lời đồng chí.", "Your request is recorded. The registry will look at it and answer you.");

    private static readonly Phrase AttendanceAsked = new(
        "Đã ghi nhận đề nghị xem việc dự họp trong năm qua. Sau lần cập nhật dữ liệu tới, mời đồng chí xem lại tại bàn này.",
        "Your request for the last year's attendance is recorded. After the next update it can be seen here.");

    /// <summary>A page of what the member sees of their own attendance.</summary>
    public Screen.OwnAttendance Show(PastAttendance attendance, int page) => feedback.ForAttendance(attendance, page);

    /// <summary>Records that the member wants to see their own attendance of the last year.</summary>
    /// <inheritdoc cref="Answer"/>
    public Screen AskAttendance(CardTag card)
    {
        Record(TerminalNote.AttendanceAsked, card, fields: null);
        return feedback.ForMenu(AttendanceAsked, [], name: null);
    }

    /// <summary>The record with the lines that the member touched.</summary>
    public Screen.OwnRecord Show(Member member, IReadOnlySet<RecordField> wrong) => feedback.ForRecord(member, VietnamTime.DateOf(contexts.Begin().Clock.Instant), wrong);

    /// <summary>Records that everything is right, or what is wrong.</summary>
    /// <returns>What the member is told.</returns>
    /// <exception cref="OutOfServiceException">The terminal is out of service; nothing was recorded.</exception>
    public Screen Answer(CardTag card, IReadOnlySet<RecordField> wrong)
    {
        Record(wrong.Count == 0 ? TerminalNote.RecordConfirmed : TerminalNote.CorrectionAsked, card, wrong.Count == 0 ? null : string.Join(' ', wrong.Order().Select(NameOf)));
        return feedback.ForMenu(wrong.Count == 0 ? Confirmed : Asked, [], name: null);
    }

    private void Record(string name, CardTag card, string? fields)
    {
        var context = contexts.Begin();
        try
        {
            recorder.RecordAct(context, name, By, new SealedDetails(Tag: card.ToString(), By: context.Mode.Desk.Clerk is { } clerk ? SealedDetails.OfCard(clerk.ToString()) : null, Fields: fields));
        }
        catch (JournalException exception)
        {
            var outage = OutOfService.Of(exception)!;
            failure.Report(outage);
            throw new OutOfServiceException(outage, exception);
        }
    }

    private static string NameOf(RecordField field) => field switch
    {
        RecordField.Name => "name",
        RecordField.CardNumber => "card-number",
        RecordField.Unit => "unit",
        _ => "status",
    };
}
