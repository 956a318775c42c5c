using Kiosk.Cards;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Health;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary>Readable text for a status report, whose own names are meant for programs.</summary>
internal static class StatusWords
{
    private static readonly CountedPhrase FilesToday = new("hôm nay {0} hồ sơ", "{0} file today", "{0} files today");

    /// <summary>The figures on the resting screen: those who count for the quorum if there is one, otherwise everyone.</summary>
    public static Phrase Of(PresenceReport presence)
    {
        if (presence.Quorum is not { } quorum)
        {
            return Filled("{0} trên {1}", "{0} of {1}", presence.Present, presence.Convened);
        }

        return quorum.IsMet
            ? Filled("{0} trên {1}; đã đủ số lượng theo quy định là {2}", "{0} of {1}; the quorum of {2} is reached", quorum.Present, quorum.Convened, quorum.Required)
            : Filled(
                "{0} trên {1}; còn thiếu {2} so với số lượng theo quy định là {3}",
                "{0} of {1}; {2} more for the quorum of {3}",
                quorum.Present,
                quorum.Convened,
                quorum.Required - quorum.Present,
                quorum.Required);
    }

    /// <summary>What the figures lack, and what somebody must review.</summary>
    public static IEnumerable<Phrase> RemarksOn(PresenceReport presence)
    {
        if (presence.Inside != presence.Present)
        {
            yield return Filled("đã đến {0} người, đang trong phòng họp {1} người", "{0} came, {1} are inside now", presence.Present, presence.Inside);
        }

        if (presence.Organisations is { } organisations)
        {
            yield return Filled(
                "có đại biểu của {0}/{1} tổ chức trực thuộc, cần {2}",
                "{0} of {1} subordinate organisations are represented, {2} are required",
                organisations.Present,
                organisations.Convened,
                organisations.Required);
        }

        if (presence.Contested > 0)
        {
            yield return Filled(
                "{0} vị trí có cả đại biểu và dự khuyết đến, chỉ tính một lần; chủ trì quyết định.", "{0} places have both their delegate and an alternate, counted once; the chair decides.", presence.Contested);
        }

        if (presence.OtherDoors is { } others)
        {
            yield return others;
        }

        if (presence.Conflicts > 0)
        {
            yield return Filled("{0} người được ghi nhận ở cả cửa này và cửa khác, cần rà soát.", "{0} admitted here and at another door; compare the journals.", presence.Conflicts);
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
        var files = FilesToday.For(desk.FilesToday);
        return new($"{served.Vietnamese}; {files.Vietnamese}", $"{served.English}; {files.English}");
    }

    /// <summary>What the collector holds, and what is in the way.</summary>
    public static Phrase Of(UploadReport upload)
    {
        var sent = upload.Unsent == 0 ? new Phrase("đã gửi hết", "everything is sent")
            : upload.Refused > 0 ? Filled("{0} bản ghi chưa gửi, trong đó máy thu thập từ chối {1}", "{0} records not sent, of which the collector refused {1}", (long)upload.Unsent, (long)upload.Refused)
            : Filled("{0} bản ghi chưa gửi", "{0} records not sent", (long)upload.Unsent);
        var problem = upload.Problem is { } found ? new($". {found.Vietnamese}", $". {found.English}") : new Phrase("", "");
        var receipt = Filled("có biên nhận cho {0} bản ghi", "receipt for {0} records", (long)upload.Receipted);
        return new($"{sent.Vietnamese}; {receipt.Vietnamese}{problem.Vietnamese}", $"{sent.English}; {receipt.English}{problem.English}");
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

    /// <param name="mode">As <c>kiosk mode</c> takes it.</param>
    /// <param name="context">The meeting or procedure, if there is one.</param>
    public static Phrase OfMode(string mode, string? context)
    {
        var vietnamese = mode switch
        {
            ModeSelection.Verify => "chỉ xác thực thẻ",
            ModeSelection.AtMeeting => "cuộc họp",
            ModeSelection.ForProcedure => "thủ tục",
            ModeSelection.OwnRecord => "xem thông tin của mình",
            _ => mode,
        };
        return new($"{vietnamese} {context}".TrimEnd(), $"{mode} {context}".TrimEnd());
    }

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
    /// <summary>A sentence with counts at {0}, {1} …, grouped as each language does.</summary>
    private static Phrase Filled(string vietnamese, string english, params long[] counts)
    {
        return new(In(Language.Vietnamese, vietnamese), In(Language.English, english));

        string In(Language language, string sentence) => Phrase.Untranslated(sentence).In(language, [.. counts.Select(LocalFormat.Of(language).Number)]);
    }
}
