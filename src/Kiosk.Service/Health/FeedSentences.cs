using Kiosk.Service.Sync;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Why the last sync failed, in both languages.</summary>
internal static class FeedSentences
{
    /// <summary>To follow a colon: no capital, no full stop.</summary>
    /// <returns>Null if nobody noted why.</returns>
    public static Phrase? CauseOf(FeedStanding standing) => standing.IsWell ? null : standing.Fault switch
    {
        FeedFault.Unreachable => new("nguồn dữ liệu không trả lời hoặc gửi chưa đủ", "the source does not answer, or does not send everything"),
        FeedFault.Partial => new("một phần dữ liệu chưa nhận được hoặc không dùng được", "part of the data did not arrive or cannot be used"),
        FeedFault.Incomplete => new("dữ liệu được chép chưa đủ hoặc đã bị hỏng", "the data was not copied whole, or was damaged on the way"),
        FeedFault.Older => new("dữ liệu nhận được cũ hơn dữ liệu của máy hoặc đã hết hạn", "the data offered is older than this terminal's, or has expired"),
        FeedFault.Foreign => new("dữ liệu không phải do cơ quan quản lý máy này ký", "the data is not signed by this terminal's own desk"),
        FeedFault.Unusable => new("dữ liệu nhận được không dùng được", "the data offered cannot be used"),
        FeedFault.Storage => new("máy không lưu được dữ liệu nhận về", "the terminal could not store the data"),
        FeedFault.NoAccess => new("máy này chưa được cấp quyền đọc dữ liệu của tỉnh, hoặc đã bị thu hồi quyền", "this terminal is not let in to the province's data, or was shut out"),
        _ => null,
    };

    /// <summary>What to do where the terminal is not let in to the data.</summary>
    public static Phrase Admittance => new(
        "Đề nghị cơ quan phát hành cấp quyền cho máy này (registry terminal add) rồi phát hành lại; sau đó chạy: kiosk sync now",
        "Have the desk let this terminal in (registry terminal add) and publish again; then run: kiosk sync now");

    /// <summary>Whole sentences, for a terminal whose last sync failed.</summary>
    public static Phrase FailureOf(FeedStanding standing) => CauseOf(standing) is { } cause
        ? new($"Lần đồng bộ gần nhất không thành công: {cause.Vietnamese}.", $"The last sync failed: {cause.English}.")
        : new("Lần đồng bộ gần nhất không thành công.", "The last sync failed.");
}
