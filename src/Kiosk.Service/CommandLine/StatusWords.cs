using Kiosk.Cards;
using Kiosk.Service.Health;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary>Readable text for a status report, whose own names are meant for programs.</summary>
internal static class StatusWords
{
    /// <summary>The figures on the resting screen: those who count for the quorum if there is one, otherwise everyone.</summary>
    public static Phrase Of(PresenceReport presence) => presence.Quorum switch
    {
        null => new($"{presence.Present} trên {presence.Convened}", $"{presence.Present} of {presence.Convened}"),
        { IsMet: true } quorum => new(
            $"{quorum.Present} trên {quorum.Convened}; đã đủ số lượng theo quy định là {quorum.Required}",
            $"{quorum.Present} of {quorum.Convened}; the quorum of {quorum.Required} is reached"),
        var quorum => new(
            $"{quorum.Present} trên {quorum.Convened}; còn thiếu {quorum.Required - quorum.Present} so với số lượng theo quy định là {quorum.Required}",
            $"{quorum.Present} of {quorum.Convened}; {quorum.Required - quorum.Present} more for the quorum of {quorum.Required}"),
    };

    /// <summary>What the figures lack, and what somebody must review.</summary>
    public static IEnumerable<Phrase> RemarksOn(PresenceReport presence)
    {
        if (presence.Inside != presence.Present)
        {
            yield return new($"đã đến {presence.Present} người, đang trong phòng họp {presence.Inside} người", $"{presence.Present} came, {presence.Inside} are inside now");
        }

        if (presence.Organisations is { } organisations)
        {
            yield return new(
                $"có đại biểu của {organisations.Present}/{organisations.Convened} tổ chức trực thuộc, cần {organisations.Required}",
                $"{organisations.Present} of {organisations.Convened} subordinate organisations are represented, {organisations.Required} are required");
        }

        if (presence.Contested > 0)
        {
            yield return new(
                $"{presence.Contested} vị trí có cả đại biểu và dự khuyết đến, chỉ tính một lần; chủ trì quyết định.", $"{presence.Contested} places have both their delegate and an alternate, counted once; the chair decides.");
        }

        if (presence.OtherDoors is { } others)
        {
            yield return others;
        }

        if (presence.Conflicts > 0)
        {
            yield return new(
                $"{presence.Conflicts} người được ghi nhận ở cả cửa này và cửa khác, cần rà soát.", $"{presence.Conflicts} admitted here and at another door; compare the journals.");
        }
    }

    /// <summary>Whether a clerk serves, and how much was taken today.</summary>
    public static Phrase Of(DeskReport desk)
    {
        var served = desk switch
        {
            { OpenUntil: { } until } => new Phrase($"mở đến {LocalFormat.Time(until)}", $"open until {LocalFormat.Time(until)}"),
            { NeedsClerk: true } => new("chưa mở, chờ thẻ của cán bộ tiếp nhận", "not open, waiting for a clerk's card"),
            _ => new("không cần cán bộ mở bàn", "needs no clerk"),
        };
        return new($"{served.Vietnamese}; hôm nay {desk.FilesToday} hồ sơ", $"{served.English}; {desk.FilesToday} {(desk.FilesToday == 1 ? "file" : "files")} today");
    }

    /// <summary>What the collector holds, and what is in the way.</summary>
    public static Phrase Of(UploadReport upload)
    {
        var sent = upload.Unsent == 0 ? new Phrase("đã gửi hết", "everything is sent")
            : upload.Refused > 0 ? new($"{upload.Unsent} bản ghi chưa gửi, trong đó máy thu thập từ chối {upload.Refused}", $"{upload.Unsent} records not sent, of which the collector refused {upload.Refused}")
            : new($"{upload.Unsent} bản ghi chưa gửi", $"{upload.Unsent} records not sent");
        var problem = upload.Problem is { } found ? new($". {found.Vietnamese}", $". {found.English}") : new Phrase("", "");
        return new(
            $"{sent.Vietnamese}; có biên nhận cho {upload.Receipted} bản ghi{problem.Vietnamese}", $"{sent.English}; receipt for {upload.Receipted} records{problem.English}");
    }

    /// <summary>Which terminal it is, until when, and where its keys are.</summary>
    public static Phrase Of(EnrolmentReport enrolment)
    {
        var keys = enrolment.KeyKind switch
        {
            "tpm" => new Phrase(" Khóa của thiết bị nằm trong TPM.", " Its keys are in the TPM."),
            "file" => new(" Khóa của thiết bị nằm trong một tệp.", " Its keys are in a file."),
            _ => new("", ""),
        };
        return new($"{enrolment.TerminalId}: {enrolment.Sentence.Vietnamese}{keys.Vietnamese}", $"{enrolment.TerminalId}: {enrolment.Sentence.English}{keys.English}");
    }

    /// <summary>The code and what failed.</summary>
    public static Phrase Of(TerminalFault fault) => new($"{(fault.Code is { } code ? $"{code}: " : "")}{fault.Vietnamese}", fault.ToString());

    /// <param name="hours">An age in hours, as in reports.</param>
    public static Phrase Ago(double hours) => Phrase.Ago(TimeSpan.FromHours(hours));

    /// <param name="state">The name of a <see cref="ReaderState"/>.</param>
    public static Phrase OfReader(string state) => state switch
    {
        nameof(ReaderState.Ready) => new("sẵn sàng", "ready"),
        nameof(ReaderState.CardPresent) => new("sẵn sàng, có thẻ đang đặt trên đầu đọc", "ready, a card lies on it"),
        nameof(ReaderState.WaitingForDaemon) => new("chưa sẵn sàng: không có dịch vụ pcscd", "not ready: pcscd is not there"),
        nameof(ReaderState.WaitingForReader) => new("chưa kết nối đầu đọc nào", "none is connected"),
        nameof(ReaderState.AccessDenied) => new("chưa sẵn sàng: không có quyền truy cập đầu đọc", "not ready: access to the card reader is denied"),
        nameof(ReaderState.OutOfOrder) => new("hỏng", "out of order"),
        _ => new("chưa khởi động", "not started"),
    };

    /// <param name="trust">The name of a <see cref="ClockTrust"/>.</param>
    public static Phrase OfClock(string trust) => trust switch
    {
        nameof(ClockTrust.Attested) => new("đã được mạng hoặc dữ liệu ký số xác nhận", "confirmed by the network or by signed data"),
        nameof(ClockTrust.Rtc) => new("theo đồng hồ có pin, hoặc do cán bộ trực chấp nhận", "by the battery-backed clock, or accepted by an operator"),
        _ => new("giờ của máy chưa được xác nhận", "nothing confirms the time"),
    };
}
