using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary>The instructions shown to members. Few sentences for many causes, so that none reveals its cause.</summary>
internal static class MemberRemedies
{
    public static readonly Phrase Nothing = new("Đồng chí không cần làm gì thêm.", "There is nothing more to do.");

    public static readonly Phrase SupportDesk = new(
        "Mời đồng chí đến bàn hỗ trợ để được hướng dẫn.",
        "Please go to the support desk.");

    public static readonly Phrase PlaceAgain = new("Mời đồng chí đặt lại thẻ.", "Please place the card again.");

    public static readonly Phrase KeepStill = new(
        "Mời đồng chí đặt lại thẻ và giữ yên thẻ.",
        "Please place the card again and keep it still.");

    public static readonly Phrase OneCard = new("Mời đồng chí chỉ đặt một thẻ.", "Only one card, please.");

    public static readonly Phrase PartyCard = new("Mời đồng chí đặt thẻ đảng viên lên đầu đọc.", "Please place your party card on the reader.");

    public static readonly Phrase ChooseFirst = new(
        "Mời đồng chí chọn thủ tục trước, rồi đặt lại thẻ.",
        "Please choose a procedure first, then place the card again.");

    public static readonly Phrase AwaitClerk = new("Mời đồng chí chờ cán bộ tiếp nhận.", "Please wait for the clerk.");

    public static readonly Phrase PlaceNewCard = new("Mời đồng chí đặt thẻ mới lên đầu đọc.", "Please place the new card on the reader.");

    public static readonly Phrase ScanAgain = new(
        "Mời đồng chí đưa lại mã QR trên giấy mời vào máy quét.",
        "Please scan the QR code of your invitation again.");

    public static readonly Phrase StaffedDoor = new(
        "Mời đồng chí sang cửa có cán bộ trực hoặc đến bàn hỗ trợ.",
        "Please go to a door with staff or to the support desk.");

    public static readonly Phrase PlaceAgainToSee = new("Mời đồng chí nhấc thẻ rồi đặt lại để xem thông tin của mình.", "Please lift the card and place it again to see your own record.");

    public static readonly Phrase ComeBack = new(
        "Mời đồng chí quay lại khi bắt đầu điểm danh.",
        "Please come back when check-in opens.");

    public static readonly Phrase OtherDoor = new(
        "Mời đồng chí sang cửa hiện trên màn hình.",
        "Please go to the door that the screen names.");

    public static readonly Phrase OtherTerminal = new(
        "Mời đồng chí sang máy bên cạnh hoặc đến bàn hỗ trợ.",
        "Please use the next terminal or the support desk.");
}
