using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Feed.Reading;

/// <summary>What is wrong with a feed, in sentences.</summary>
/// <param name="place">Its address or folder.</param>
internal sealed class FeedFaults(string place)
{
    private static readonly Phrase CopyAgain = new("hãy chép lại cả thư mục feed của bàn phát hành", "copy the desk's whole folder feed again");

    public FeedReadException Missing(string path) => Of(new($"không có {path}", $"{path} is missing"), CopyAgain);

    public FeedReadException Changed(string path, Exception? cause = null) => Of(new($"{path} không phải tệp mà bàn phát hành đã ký", $"{path} is not the file that the desk signed"), CopyAgain, cause);

    public FeedReadException TooLong(string path, long maxLength) => Of(new($"{path} dài hơn {maxLength} byte", $"{path} is longer than {maxLength} bytes"), CopyAgain);

    public FeedReadException Unlisted(string role) => Of(new($"snapshot không nêu vai trò {role}", $"the snapshot does not list the role {role}"), new("hãy phát hành lại", "publish again"));

    public FeedReadException Refused(MetadataRefusal refusal) => refusal.Reason switch
    {
        RefusalReason.Expired => Of(new($"vai trò {refusal.Role} đã hết hạn", $"the role {refusal.Role} has expired"), new("hãy lấy bản phát hành mới nhất", "get the newest publication")),
        RefusalReason.Rollback => Of(new($"vai trò {refusal.Role} cũ hơn bản đã đọc trước đây", $"the role {refusal.Role} is older than what was read before"), new("hãy lấy bản phát hành mới nhất", "get the newest publication")),
        RefusalReason.Signatures or RefusalReason.OtherFeed => Of(
            new($"vai trò {refusal.Role} không được ký bằng các khóa mà tệp gốc đã tin cậy nêu", $"the role {refusal.Role} is not signed by the keys that the trusted root names"),
            new("nếu đây đúng là nguồn dữ liệu của cơ quan, hãy lấy tệp gốc từ bàn phát hành", "if this is the authority's feed, get its root from the desk")),
        _ => Of(new($"siêu dữ liệu của vai trò {refusal.Role} bị hỏng hoặc không khớp với các phần khác", $"the metadata of the role {refusal.Role} is damaged or does not fit the rest"), CopyAgain),
    };

    private FeedReadException Of(Phrase fault, Phrase remedy, Exception? cause = null) =>
        new(new Phrase($"Nguồn dữ liệu ở {place}: {fault.Vietnamese}; {remedy.Vietnamese}.", $"The feed at {place}: {fault.English}; {remedy.English}."), cause);
}
