namespace Kiosk.Verification.Reasons;

/// <summary><c>terminal.*</c>: the terminal is out of service.</summary>
internal static class TerminalReasons
{
    public static Reason[] Rows =>
    [
        new(
            ReasonCode.TerminalJournal,
            "terminal.journal",
            ReasonSeverity.TerminalFault,
            new("Máy không ghi được nhật ký.", "The terminal cannot write its journal."),
            MemberRemedies.OtherTerminal,
            new("Kiểm tra ổ đĩa: đầy, hỏng hoặc chỉ đọc; giữ nguyên tệp nhật ký và gọi cán bộ kỹ thuật.", "Check the disk: full, broken or read-only; keep the journal file as it is and call a technician.")),
        new(
            ReasonCode.TerminalCache,
            "terminal.cache",
            ReasonSeverity.TerminalFault,
            new("Máy không có dữ liệu xác thực dùng được.", "The terminal has no usable verification data."),
            MemberRemedies.OtherTerminal,
            new("Đồng bộ dữ liệu cho máy qua mạng hoặc bằng USB.", "Synchronise the terminal over the network or from a USB stick.")),
        new(
            ReasonCode.TerminalOutOfService,
            "terminal.out-of-service",
            ReasonSeverity.TerminalFault,
            new("Máy tạm ngừng phục vụ.", "The terminal is out of service."),
            MemberRemedies.OtherTerminal,
            new("Chạy lệnh kiosk doctor và làm theo hướng dẫn.", "Run kiosk doctor and follow what it says.")),
        new(
            ReasonCode.TerminalFeed,
            "terminal.feed",
            ReasonSeverity.TerminalFault,
            new("Dữ liệu ký số của máy đã quá thời hạn sử dụng.", "The terminal's signed data is past its term."),
            MemberRemedies.OtherTerminal,
            new("Đồng bộ dữ liệu cho máy qua mạng hoặc bằng USB.", "Synchronise the terminal over the network or from a USB stick.")),
        new(
            ReasonCode.TerminalRevoked,
            "terminal.revoked",
            ReasonSeverity.TerminalFault,
            new("Ghi danh của máy đã bị thu hồi.", "The terminal's enrolment was revoked."),
            MemberRemedies.OtherTerminal,
            new("Báo cơ quan quản lý. Để dùng lại máy: chuyển nhật ký và tệp khóa của máy đi, rồi ghi danh với khóa mới.", "Report it to the authority. To use the terminal again, move its journal and key file away, then enrol it with new keys.")),
        new(
            ReasonCode.TerminalNoAccess,
            "terminal.no-access",
            ReasonSeverity.TerminalFault,
            new("Máy chưa được cấp quyền đọc dữ liệu đảng viên và cuộc họp.", "The terminal is not let in to the data about members and meetings."),
            MemberRemedies.OtherTerminal,
            new("Đề nghị cơ quan phát hành cấp quyền cho máy và phát hành lại dữ liệu, sau đó đồng bộ cho máy.", "Have the desk let the terminal in and publish again, then synchronise the terminal.")),
        new(
            ReasonCode.TerminalLocked,
            "terminal.locked",
            ReasonSeverity.TerminalFault,
            new("Vỏ máy đã bị mở; khóa của máy bị khóa lại.", "The terminal's case was opened; its keys are locked."),
            MemberRemedies.OtherTerminal,
            new("Báo cáo và kiểm tra máy; khi không có gì bất thường, kỹ thuật viên chạy kiosk devices unlock.", "Report it and inspect the terminal; if nothing is wrong, a technician runs kiosk devices unlock.")),
    ];
}
