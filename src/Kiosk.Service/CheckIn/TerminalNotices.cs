using Kiosk.Cards;
using Kiosk.Service.Admission;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>On-screen notices of an out-of-service terminal, for reasons whose own remedy is too general.</summary>
internal static class TerminalNotices
{
    /// <param name="expires">Expiry of the signed metadata; null if it never had one.</param>
    public static Phrase? FeedExpired(DateTimeOffset? expires) => expires is { } instant
        ? new(
            $"Dữ liệu ký số của máy đã hết hạn ngày {VietnamCalendar.DateOf(instant):dd'/'MM'/'yyyy}. Đề nghị kết nối mạng hoặc cắm USB có dữ liệu mới.",
            $"The terminal's signed data expired on {VietnamCalendar.DateOf(instant):dd'/'MM'/'yyyy}. Please connect a network or plug in a USB stick with newer data.")
        : null;

    /// <param name="at">Since when the feed revokes the terminal's keys.</param>
    public static Phrase Revoked(DateTimeOffset at) => new(
        $"Ghi danh của máy đã bị thu hồi ngày {VietnamCalendar.DateOf(at):dd'/'MM'/'yyyy}. Đề nghị báo cơ quan quản lý.",
        $"The terminal's enrolment was revoked on {VietnamCalendar.DateOf(at):dd'/'MM'/'yyyy}. Please report it to the authority.");

    /// <summary>A new terminal, for the technician who sets it up.</summary>
    public static Phrase NotEnrolled(string terminalId) => new(
        $"Máy {terminalId} chưa ghi danh. Đề nghị cắm USB có tệp mã ghi danh {terminalId}.token, hoặc chép tệp đó vào phân vùng KIOSK của thẻ nhớ.",
        $"Terminal {terminalId} is not enrolled yet. Please plug in a USB stick with the token file {terminalId}.token, or copy that file to the card's KIOSK partition.");

    /// <summary>The clock was never confirmed, and the signed card profile requires confirmation.</summary>
    public static Phrase ClockUnconfirmed { get; } = new(
        "Giờ của máy chưa được xác nhận. Đề nghị kết nối mạng hoặc gắn đồng hồ có pin.", "Nothing confirms the terminal's time. Please connect a network or fit a battery-backed clock.");

    /// <summary>Gives the day only, so that the text changes, and is redrawn, once a day at most.</summary>
    public static Phrase Clock(ClockReading clock) => clock.Fault is ClockFault.Behind
        ? new(
            $"Đồng hồ của máy chỉ ngày {VietnamCalendar.DateOf(clock.Instant):dd'/'MM'/'yyyy}, chậm hơn thời gian thực. Đề nghị kết nối mạng hoặc chỉnh giờ của máy.",
            $"The terminal's clock shows {VietnamCalendar.DateOf(clock.Instant):dd'/'MM'/'yyyy} and is behind. Please connect a network or set the clock.")
        : new(
            $"Đồng hồ của máy chỉ ngày {VietnamCalendar.DateOf(clock.Instant):dd'/'MM'/'yyyy} và chưa được xác nhận. Đề nghị kết nối mạng, chỉnh giờ hoặc xác nhận giờ của máy.",
            $"The terminal's clock shows {VietnamCalendar.DateOf(clock.Instant):dd'/'MM'/'yyyy}, which nothing confirms. Please connect a network, set the clock or confirm it.");

    /// <summary>The selected meeting or procedure is missing from the data, or incomplete.</summary>
    public static Phrase ModeNotHeld(long generation) => new(
        $"Dữ liệu phiên bản {generation} không có cuộc họp hoặc thủ tục đã chọn. Đề nghị chọn lại hoặc đồng bộ dữ liệu.",
        $"Version {generation} of the data does not hold the meeting or procedure that was chosen. Please choose another or synchronise.");

    /// <summary>The mode file cannot be used.</summary>
    public static Phrase ModeUnreadable { get; } = new(
        "Máy không đọc được chế độ hoạt động đã chọn. Đề nghị báo cán bộ kỹ thuật.", "The terminal cannot read what it was switched to. Please call a technician.");

    /// <summary>The procedure key cannot be used.</summary>
    public static Phrase ProcedureKeyUnreadable { get; } = new(
        "Máy không đọc được khóa dùng cho thủ tục. Đề nghị báo cán bộ kỹ thuật.", "The terminal cannot read its key for procedures. Please call a technician.");

    /// <returns>Null if the reader works.</returns>
    public static Phrase? Reader(ReaderState state) => state switch
    {
        ReaderState.Ready or ReaderState.CardPresent => null,
        ReaderState.WaitingForDaemon => new(
            "Dịch vụ đầu đọc thẻ của máy chưa chạy. Đề nghị báo cán bộ kỹ thuật.", "The terminal's card reader service is not running. Please call a technician."),
        ReaderState.WaitingForReader => new("Chưa có đầu đọc thẻ. Đề nghị cắm đầu đọc vào máy.", "There is no card reader. Please plug one in."),
        ReaderState.AccessDenied => new(
            "Máy chưa được phép dùng đầu đọc thẻ. Đề nghị báo cán bộ kỹ thuật.", "The terminal may not use the card reader. Please call a technician."),
        ReaderState.OutOfOrder => new(
            "Đầu đọc thẻ không hoạt động. Đề nghị rút ra rồi cắm lại, hoặc thay đầu đọc khác.",
            "The card reader does not recover. Please unplug it and plug it in again, or replace it."),
        _ => new("Đầu đọc thẻ đang được khởi động.", "The card reader is being started."),
    };
}
