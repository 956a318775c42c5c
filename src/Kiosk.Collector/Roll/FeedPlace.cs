using Kiosk.Feed.Reading;
using Kiosk.Identity.Listing;

namespace Kiosk.Collector.Roll;

/// <summary>Where the desk's feed is: a folder, or a web server.</summary>
internal static class FeedPlace
{
    /// <param name="text">A path, or an address with http or https.</param>
    /// <exception cref="FeedReadException">It is neither.</exception>
    public static IFeedContent Open(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp))
        {
            return new FeedServer(address);
        }

        var folder = FeedFolder.IsAt(text) ? text : Path.Combine(text, "feed");
        return FeedFolder.IsAt(folder) ? new FeedFolder(folder) : throw new FeedReadException(new(
            $"{text} không có nguồn dữ liệu đã phát hành (các thư mục metadata và targets): hãy nêu thư mục feed, hoặc địa chỉ của nguồn dữ liệu.",
            $"{text} holds no published feed (the folders metadata and targets): name the folder feed, or the feed's address."));
    }
}
