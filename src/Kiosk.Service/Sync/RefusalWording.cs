using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>Translates TUF refusals into messages and remedies for the terminal's operator or the stick's carrier.</summary>
internal static class RefusalWording
{
    /// <summary>The remedy for incompletely copied files.</summary>
    public static Phrase CopyAgain { get; } = new(
        "Hãy chép lại toàn bộ thư mục feed của bàn phát hành vào USB, và ngắt USB an toàn trước khi rút.",
        "Copy the desk's whole folder feed onto the stick again, and eject the stick before it is pulled out.");

    public static SyncOutcome.Refused Of(MetadataRefusal refusal, FeedOrigin origin) => new(Sentence(refusal, origin), Fault(refusal.Reason));

    /// <summary>The message if the versions of the feed in force are no longer known.</summary>
    public static Phrase Forgotten(SyncSite site)
    {
        var forget = Forget(site, new("Hãy mang bản mới nhất của bàn phát hành đến", "Bring the desk's newest copy"));
        return new(
            $"{site.Store.Feed.Path} bị mất hoặc không như máy này đã ghi, và ở đây không còn gì cho biết nguồn dữ liệu đang dùng mới đến đâu: một bản cũ hơn có thể bị coi là mới, nên máy không nhận bản nào. {forget.Vietnamese}",
            $"{site.Store.Feed.Path} is missing or is not as this terminal wrote it, and nothing else here says how new the feed was that was in force: an older one would be taken for new, so none is taken. {forget.English}");
    }

    /// <summary>The message for a valid feed that is not the one in force.</summary>
    public static Phrase OtherFeed(MetadataRefusal refusal, SyncSite site)
    {
        var forget = Forget(site, new("Nếu bàn phát hành đã làm lại từ đầu", "If its desk has begun anew"));
        return new(
            $"Máy này đang dùng một nguồn dữ liệu khác{Technical(refusal)}. Dữ liệu hiện có vẫn được giữ nguyên. {forget.Vietnamese}",
            $"This terminal was in use with another feed: {Detail(refusal)}. What is here stays in force. {forget.English}");
    }

    private static Phrase Forget(SyncSite site, Phrase when)
    {
        var command = $"rm -r {site.Store.Folder} {site.Store.Folder}.* {site.Folder}";
        return new(
            $"{when.Vietnamese}, dừng dịch vụ, xóa mọi thứ đã nhận từ nguồn dữ liệu ({command}), khởi động dịch vụ, rồi tải lại dữ liệu: kiosk sync now, hoặc kiosk sync import THƯ-MỤC",
            $"{when.English}, stop the service, forget all that came from the feed ({command}), start the service, and fetch the data anew: kiosk sync now, or kiosk sync import PATH");
    }

    /// <summary>The message if a province's role was refused.</summary>
    public static Phrase Sentence(MetadataRefusal refusal, ProvinceCode province, FeedOrigin origin) => refusal.Reason is RefusalReason.NotListed
        ? new(
            $"Nguồn dữ liệu không có tỉnh {province} mà Kiosk:Sync:Provinces nêu. Hãy sửa thiết lập, hoặc đề nghị bàn phát hành phát hành tỉnh đó.",
            $"The feed has no province {province}, which Kiosk:Sync:Provinces names. Correct the setting, or have the desk publish that province.")
        : Sentence(refusal, origin);

    private static Phrase Sentence(MetadataRefusal refusal, FeedOrigin origin) => (refusal.Reason, origin) switch
    {
        (RefusalReason.Malformed, FeedOrigin.Stick) => Malformed(refusal).Then(CopyAgain),
        (RefusalReason.Malformed, _) => Malformed(refusal).Then(HttpFaults.AsItIs),
        (RefusalReason.Signatures, FeedOrigin.Stick) => new(
            $"USB là của một bàn phát hành khác với bàn đã thiết lập máy này, hoặc bàn đó đã tạo khóa mới mà không dùng khóa cũ: {FileOf(refusal.Role)} không được ký bằng các khóa mà máy tin cậy. Hãy mang USB của đúng bàn phát hành.",
            $"The stick comes from another desk than this terminal was set up with, or that desk has made itself new keys without the old ones: {FileOf(refusal.Role)} is not signed by the keys that are trusted here. Bring a stick from the terminal's own desk."),
        (RefusalReason.Signatures, _) => new(
            $"Máy chủ đưa nguồn dữ liệu của một bàn phát hành khác với bàn đã thiết lập máy này, hoặc bàn đó đã tạo khóa mới mà không dùng khóa cũ: {FileOf(refusal.Role)} không được ký bằng các khóa mà máy tin cậy. Hãy kiểm tra Kiosk:Sync:Feed; dữ liệu hiện có vẫn được giữ nguyên.",
            $"The server offers the feed of another desk than this terminal was set up with, or that desk has made itself new keys without the old ones: {FileOf(refusal.Role)} is not signed by the keys that are trusted here. Check Kiosk:Sync:Feed; what is here stays in force."),
        (RefusalReason.Rollback, FeedOrigin.Stick) => new(
            $"USB cũ hơn dữ liệu của máy này{Technical(refusal)}. Máy không lấy gì từ đó; hãy mang bản mới hơn của thư mục feed của bàn phát hành.",
            $"The stick is older than what this terminal has: {Detail(refusal)}. Nothing was taken from it; bring a newer copy of the desk's folder feed."),
        (RefusalReason.Rollback, _) => new(
            $"Máy chủ đưa dữ liệu cũ hơn dữ liệu của máy này{Technical(refusal)}. Dữ liệu hiện có vẫn được giữ nguyên; bản sao chậm sẽ tự theo kịp, nếu không hãy đề nghị bàn phát hành phát hành lại.",
            $"The server offers an older state than this terminal has: {Detail(refusal)}. What is here stays in force; a mirror that lags behind mends itself, else have the desk publish again."),
        (RefusalReason.Expired, FeedOrigin.Stick) => new(
            $"USB quá cũ nên không còn tin cậy được{Technical(refusal)}. Hãy mang bản mới hơn của thư mục feed của bàn phát hành.",
            $"The stick is too old to be trusted: {Detail(refusal)}. Bring a newer copy of the desk's folder feed."),
        (RefusalReason.Expired, _) => new(
            $"Nguồn dữ liệu quá cũ nên không còn tin cậy được{Technical(refusal)}. Hãy đề nghị bàn phát hành phát hành lại.",
            $"The feed is too old to be trusted: {Detail(refusal)}. Have the desk publish again."),
        (_, FeedOrigin.Stick) => new Phrase($"Các tệp trên USB không khớp với nhau{Technical(refusal)}.", $"The files on the stick do not belong together: {Detail(refusal)}.").Then(CopyAgain),
        _ => new(
            $"Các tệp trên máy chủ không khớp với nhau{Technical(refusal)}. Có thể bàn phát hành vừa phát hành, và lần đồng bộ sau hỏi lại; nếu vẫn vậy, một proxy nào đó đang giữ tệp cũ.",
            $"The server's files do not belong together: {Detail(refusal)}. It may have been publishing just then, and the next sync asks again; if it stays so, some proxy keeps old files."),
    };

    private static Phrase Malformed(MetadataRefusal refusal) =>
        new(refusal.Vietnamese ?? $"{FileOf(refusal.Role)} không phải siêu dữ liệu dùng được{Technical(refusal)}.", refusal.Sentence);

    private static SyncFault Fault(RefusalReason reason) => reason switch
    {
        RefusalReason.Malformed or RefusalReason.Mismatch => SyncFault.Incomplete,
        RefusalReason.Rollback or RefusalReason.Expired => SyncFault.Older,
        RefusalReason.Signatures => SyncFault.Foreign,
        _ => SyncFault.Unusable,
    };

    private static string Detail(MetadataRefusal refusal) => Uncapitalized.Of(refusal.Sentence.TrimEnd('.'));

    /// <summary>What the standard says of it, to follow a Vietnamese sentence before its full stop.</summary>
    private static string Technical(MetadataRefusal refusal) => $" [{refusal.Sentence.TrimEnd('.')}]";

    private static string FileOf(string role) => RoleName.FileNameOf(role);
}
