using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>The words of the clerk's own display.</summary>
internal sealed class ClerkWording(Language language)
{
    public static readonly Phrase OpenUntil = new("Bàn đang mở đến {0}.", "The desk is open until {0}.");
    public static readonly Phrase Shut = new("Bàn chưa mở. Mời cán bộ tiếp nhận đặt thẻ của mình lên đầu đọc.", "The desk is not open. Please place the clerk's own card on the reader.");
    public static readonly Phrase Free = new("Bàn không cần cán bộ mở.", "This desk needs no clerk to open it.");
    public static readonly Phrase NoRefusal = new("Không có thẻ nào bị từ chối.", "No card was refused.");
    public static readonly Phrase FileCount = new("Hồ sơ hôm nay: {0}", "Today's files: {0}");
    public static readonly Phrase Sent = new("Đã gửi về", "Sent");
    public static readonly Phrase Kept = new("Đã ghi tại máy", "Recorded here");
    public static readonly Phrase Sealed = new("niêm phong", "sealed");

    public IReadOnlyList<string> Of(Screen.ClerkDesk desk) =>
    [
        HeadlineOf(desk),
        .. desk.Refusal is { } refusal ? [WhenOf(refusal), refusal.Meaning.In(language), refusal.Remedy.In(language)] : (string[])[NoRefusal.In(language)],
        CountOf(desk),
        .. desk.Files.Select(file => $"{TitleOf(file)} · {DetailOf(file)}"),
    ];

    public string HeadlineOf(Screen.ClerkDesk desk) => desk.OpenUntil is { } until ? OpenUntil.In(language, LocalFormat.Time(until)) : (desk.NeedsClerk ? Shut : Free).In(language);

    public string CountOf(Screen.ClerkDesk desk) => FileCount.In(language, LocalFormat.Of(language).Number(desk.FileCount));

    public static string WhenOf(ClerkRefusal refusal) => $"{LocalFormat.Time(refusal.At)} · {refusal.Code}";

    public string TitleOf(ClerkLine file) => $"{LocalFormat.Time(file.At)} · {file.Number} · {file.Procedure.In(language)}";

    public string DetailOf(ClerkLine file) => string.Join(" · ", new[] { file.Known ?? Sealed.In(language), (file.IsSent ? Sent : Kept).In(language), file.Flag?.In(language) }.OfType<string>());
}
