using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;

namespace Kiosk.Ui.Tests.Text;

/// <summary>The screens that let nobody in, as <see cref="TextScreenPictures"/> shows the others.</summary>
public sealed class TextScreenRefusals
{
    [Fact]
    public void A_refused_card() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ ✗  Chưa xác nhận được thẻ. Mời đồng chí đến bàn hỗ trợ để được hướng dẫn.    ┃
        ┃                                                                              ┃
        ┃    The card could not be confirmed. Please go to the support desk.           ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Refused(PublicLine.NotConfirmed)));

    [Fact]
    public void A_card_of_another_type() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ !  Thẻ vừa đặt không phải thẻ đảng viên. Mời đồng chí đặt thẻ đảng viên.     ┃
        ┃                                                                              ┃
        ┃    This is not a party card. Please place your party card.                   ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Refused(PublicLine.NotAPartyCard)));

    [Fact]
    public void A_member_who_is_not_invited() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ !  Chưa xác nhận được thẻ. Mời đồng chí đến bàn hỗ trợ để được hướng dẫn.    ┃
        ┃                                                                              ┃
        ┃    The card could not be confirmed. Please go to the support desk.           ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Refused(PublicLine.SupportDesk)));

    [Fact]
    public void A_member_who_is_too_early() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ !  Chưa đến giờ điểm danh. Điểm danh bắt đầu lúc 08:05.                      ┃
        ┃                                                                              ┃
        ┃    Check-in opens at 08:05.                                                  ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Refused(PublicLine.TooEarly, Samples.Morning)));

    [Fact]
    public void A_member_who_is_too_late() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ ✗  Đã hết giờ điểm danh. Mời đồng chí đến bàn hỗ trợ.                        ┃
        ┃                                                                              ┃
        ┃    Check-in has closed. Please go to the support desk.                       ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Refused(PublicLine.TooLate)));

    [Fact]
    public void A_member_at_another_door() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ !  Mời đồng chí sang cửa số 3.                                               ┃
        ┃                                                                              ┃
        ┃    Please go to door 3.                                                      ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Refused(PublicLine.WrongDoor, Door: "3")));

    [Fact]
    public void A_card_refused_at_an_unattended_terminal() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ ✗  Chưa xác thực được. Mời đồng chí liên hệ cán bộ trực: 0123 456 789        ┃
        ┃                                                                              ┃
        ┃    Not verified. Please call the duty officer: 0123 456 789                  ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Refused(PublicLine.NotVerified, DutyPhone: "0123 456 789")));

    [Fact]
    public void A_card_that_cannot_be_decided() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ !  Chưa xác nhận được thẻ. Mời đồng chí đến bàn hỗ trợ để được hướng dẫn.    ┃
        ┃                                                                              ┃
        ┃    The card could not be confirmed. Please go to the support desk.           ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.Undecidable()));

    [Fact]
    public void A_card_to_be_placed_again() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ !  Không đọc được thẻ. Mời đồng chí đặt lại thẻ.                             ┃
        ┃                                                                              ┃
        ┃    The card could not be read; please place it again.                        ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.TryAgain(ReadingAdvice.PlaceAgain)));

    [Fact]
    public void Two_cards_at_once() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ !  Mời đồng chí chỉ đặt một thẻ.                                             ┃
        ┃                                                                              ┃
        ┃    Only one card, please.                                                    ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.TryAgain(ReadingAdvice.OneCardOnly)));

    [Fact]
    public void A_card_that_moved() => Assert.Equal(
        """
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ !  Không đọc được thẻ. Mời đồng chí đặt lại thẻ.                             ┃
        ┃    Xin đồng chí giữ yên thẻ.                                                 ┃
        ┃                                                                              ┃
        ┃    The card could not be read; please place it again.                        ┃
        ┃    Please keep the card still.                                               ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """,
        Terminal.Plain(new Screen.TryAgain(ReadingAdvice.KeepStill)));
}
