using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;

namespace Kiosk.Ui.Tests.Text;

/// <summary>Each screen as 80 columns of plain text, for reviewing wording changes.</summary>
public sealed class TextScreenPictures
{
    [Fact]
    public void An_idle_terminal_at_a_congress() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ •  Mời đồng chí đặt thẻ đảng viên lên đầu đọc.                               ┃
        ┃    08:05 · 22/11/2026                                                        ┃
        ┃    Đại hội đại biểu Đảng bộ xã Sông Hồng                                     ┃
        ┃    Có mặt 812/1.000 — đủ số lượng theo quy định.                             ┃
        ┃    Số liệu tính đến 08:05, ngày 22/11/2026; kết quả chính thức do Đại hội    ┃
        ┃    công bố.                                                                  ┃
        ┃    Đồng chí chưa được cấp thẻ hoặc không mang theo thẻ? Mời đồng chí đến bàn ┃
        ┃    hỗ trợ.                                                                   ┃
        ┃    Thông tin chỉ dùng để ghi nhận tham dự theo quy định.                     ┃
        ┃    ████████████████████████████████░░░░░░░░ 81,2 %                           ┃
        ┃                                                                              ┃
        ┃    Please place your card on the reader.                                     ┃
        ┃    Present 812/1,000: quorum met.                                            ┃
        ┃    Figures as of 08:05, 22/11/2026; the Congress announces the official      ┃
        ┃    result.                                                                   ┃
        ┃    No card with you? Please go to the support desk.                          ┃
        ┃    Data is used only to record attendance as the rules require.              ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Idle(TerminalPurpose.Meeting, Samples.Congress, Samples.QuorumMet, Samples.Morning)));

    [Fact]
    public void An_idle_terminal_without_connection_short_of_the_quorum() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ •  Mời đồng chí đặt thẻ đảng viên lên đầu đọc.                               ┃
        ┃    08:05 · 22/11/2026                                                        ┃
        ┃    Điểm danh                                                                 ┃
        ┃    Có mặt 650/1.000 — chưa đủ số lượng theo quy định, còn thiếu 17 đảng      ┃
        ┃    viên.                                                                     ┃
        ┃    Số liệu tính đến 08:05, ngày 22/11/2026.                                  ┃
        ┃    Đang mất kết nối. Việc điểm danh vẫn được ghi nhận và sẽ được đồng bộ     ┃
        ┃    sau.                                                                      ┃
        ┃    Đồng chí chưa được cấp thẻ hoặc không mang theo thẻ? Mời đồng chí đến bàn ┃
        ┃    hỗ trợ.                                                                   ┃
        ┃    Thông tin chỉ dùng để ghi nhận tham dự theo quy định.                     ┃
        ┃    ██████████████████████████░░░░░░░░░░░░░░ 65,0 %                           ┃
        ┃                                                                              ┃
        ┃    Please place your card on the reader.                                     ┃
        ┃    Check-in                                                                  ┃
        ┃    Present 650/1,000: 17 members short of the quorum.                        ┃
        ┃    Figures as of 08:05, 22/11/2026.                                          ┃
        ┃    No connection. Check-in is still recorded and will be synchronised later. ┃
        ┃    No card with you? Please go to the support desk.                          ┃
        ┃    Data is used only to record attendance as the rules require.              ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Idle(TerminalPurpose.Meeting, null, Samples.QuorumMet with { Present = 650, IsQuorumMet = false, Form = MeetingForm.CellMeeting }, Samples.Morning, Offline: true)));

    [Fact]
    public void An_idle_desk() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ •  Mời đồng chí đặt thẻ đảng viên lên đầu đọc.                               ┃
        ┃    08:05 · 22/11/2026                                                        ┃
        ┃    Cấp lại thẻ bị mất                                                        ┃
        ┃                                                                              ┃
        ┃    Please place your card on the reader.                                     ┃
        ┃    Replacement of a lost card                                                ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Idle(TerminalPurpose.Procedure, new("Cấp lại thẻ bị mất", "Replacement of a lost card"), null, Samples.Morning)));

    [Fact]
    public void A_card_being_read() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ •  Đang kiểm tra thông tin…                                                  ┃
        ┃    Xin đồng chí giữ yên thẻ.                                                 ┃
        ┃                                                                              ┃
        ┃    Checking…                                                                 ┃
        ┃    Please keep the card still.                                               ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Reading()));

    [Fact]
    public void A_card_left_on_the_reader() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ •  Mời đồng chí lấy thẻ.                                                     ┃
        ┃                                                                              ┃
        ┃    Please take your card.                                                    ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.TakeCard()));

    [Fact]
    public void A_delegate_who_is_admitted() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ ✓  Chào mừng đồng chí Nguyễn Văn A về dự Đại hội đại biểu Đảng bộ xã Sông    ┃
        ┃    Hồng.                                                                     ┃
        ┃    Đại biểu chính thức                                                       ┃
        ┃    Chỗ ngồi: khu A, hàng 5, ghế 12.                                          ┃
        ┃    Đã ghi nhận có mặt lúc 08:05, ngày 22/11/2026.                            ┃
        ┃                                                                              ┃
        ┃    Welcome, comrade Nguyễn Văn A, to Đại hội đại biểu Đảng bộ xã Sông Hồng.  ┃
        ┃    Seat: area A, row 5, seat 12.                                             ┃
        ┃    Attendance recorded at 08:05, 22/11/2026.                                 ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Admitted("Nguyễn Văn A", "Đại biểu chính thức", new("A", "5", "12"), Samples.Congress.Vietnamese, Samples.Morning)));

    [Fact]
    public void A_late_guest_with_a_hidden_name() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ ✓  Chào mừng quý đại biểu.                                                   ┃
        ┃    Cuộc họp đã bắt đầu. Đã ghi nhận quý đại biểu có mặt lúc 08:05.           ┃
        ┃                                                                              ┃
        ┃    Welcome, honoured guest.                                                  ┃
        ┃    The meeting has begun. Your arrival was recorded at 08:05.                ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Admitted(null, null, null, null, Samples.Morning, Lateness.Meeting, IsGuest: true)));

    [Fact]
    public void A_delegate_already_checked_in() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ !  Đồng chí đã được ghi nhận có mặt lúc 08:05 tại cửa số 2.                  ┃
        ┃                                                                              ┃
        ┃    You were already checked in at 08:05, door 2.                             ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.AlreadyIn(Samples.Morning, "2")));

    [Fact]
    public void A_case_that_was_received() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ ✓  Đã tiếp nhận hồ sơ.                                                       ┃
        ┃    Đổi thẻ bị hỏng                                                           ┃
        ┃    Mã hồ sơ: HS-2026-0042                                                    ┃
        ┃    Số biên nhận: BAN-01-17                                                   ┃
        ┃    Hẹn trả kết quả: 27/11/2026                                               ┃
        ┃    Đã ghi nhận lúc 08:05, ngày 22/11/2026.                                   ┃
        ┃    Trân trọng cảm ơn đồng chí.                                               ┃
        ┃                                                                              ┃
        ┃    Your file has been received.                                              ┃
        ┃    Exchange of a damaged card                                                ┃
        ┃    File no. HS-2026-0042                                                     ┃
        ┃    Receipt no. BAN-01-17                                                     ┃
        ┃    Result due 27/11/2026                                                     ┃
        ┃    Recorded at 08:05, 22/11/2026.                                            ┃
        ┃    Thank you, comrade.                                                       ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.ProcedureReceipt(new("Đổi thẻ bị hỏng", "Exchange of a damaged card"), "HS-2026-0042", "BAN-01-17", new DateOnly(2026, 11, 27), Samples.Morning)));

    [Fact]
    public void A_verified_card() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ ✓  Xác thực thành công. Mời đồng chí vào.                                    ┃
        ┃                                                                              ┃
        ┃    Verified. Please come in.                                                 ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Verified(MayEnter: true)));

    [Fact]
    public void A_verified_card_at_a_door_that_stays_shut() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ ✓  Thẻ hợp lệ.                                                               ┃
        ┃                                                                              ┃
        ┃    The card is valid.                                                        ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Verified()));

    [Fact]
    public void A_terminal_waiting_for_its_reader() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ ✗  Thiết bị tạm ngừng phục vụ. Mời đồng chí sang máy bên cạnh hoặc đến bàn   ┃
        ┃    hỗ trợ.                                                                   ┃
        ┃    Đang chờ đầu đọc thẻ.                                                     ┃
        ┃    Mã lỗi: terminal.out-of-service, máy: CUA-02                              ┃
        ┃    Đề nghị cắm đầu đọc vào máy.                                              ┃
        ┃                                                                              ┃
        ┃    Out of service. Please use the next terminal or the support desk.         ┃
        ┃    Waiting for the card reader.                                              ┃
        ┃    Code: terminal.out-of-service, terminal: CUA-02                           ┃
        ┃    Please plug in a card reader.                                             ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.OutOfService("terminal.out-of-service", "CUA-02", Awaited.Reader, new("Đề nghị cắm đầu đọc vào máy.", "Please plug in a card reader."))));
}
