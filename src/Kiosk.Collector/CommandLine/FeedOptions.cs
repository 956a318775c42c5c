using System.CommandLine;
using System.CommandLine.Parsing;
using Kiosk.Collector.Roll;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Reading;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary>Where the desk's signed list of terminals is read, and what vouches for it.</summary>
internal sealed class FeedOptions(Language language)
{
    private readonly Option<string?> feed = new("--feed")
    {
        Description = new Phrase("Nguồn dữ liệu mà bàn phát hành đã phát hành, thư mục hoặc địa chỉ: nêu thiết bị nào đã bị thu hồi.", "The desk's published feed, a folder or an address: says which terminals are revoked.").In(language),
        HelpName = "PATH|URL",
    };

    private readonly Option<string?> root = new("--feed-root")
    {
        Description = new Phrase("Tệp gốc 1.root.json mà bàn phát hành đã giao, để kiểm tra chữ ký; chỉ cần lần đầu.", "The root 1.root.json that the desk handed over, by which it is verified; needed the first time only.").In(language),
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(feed);
        command.Options.Add(root);
    }

    /// <returns>Null if none is named.</returns>
    public string? PlaceIn(SymbolResult result) => result.GetValue(feed);

    /// <returns>Null if none is named.</returns>
    /// <exception cref="FeedReadException">There is no feed.</exception>
    public IFeedContent? ContentOf(ParseResult parsed) => parsed.GetValue(feed) is { } place ? FeedPlace.Open(place) : null;

    /// <returns>Null if none is named.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[]? RootOf(ParseResult parsed) => parsed.GetValue(root) is { } file ? RegularFile.Read(file, MetadataParser.MaxLength) : null;
}
