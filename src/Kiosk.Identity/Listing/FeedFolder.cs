using Kiosk.Durability;
using Kiosk.Feed.Reading;
using Kiosk.Words;

namespace Kiosk.Identity.Listing;

/// <summary>A published feed as a folder: the desk's own, a mirror, or a copy on a stick.</summary>
internal sealed class FeedFolder(string folder) : IFeedContent
{
    public string Place => folder;

    /// <summary>Whether a folder holds a published feed.</summary>
    public static bool IsAt(string folder) => Directory.Exists(Path.Combine(folder, "metadata")) && Directory.Exists(Path.Combine(folder, "targets"));

    public Task<byte[]?> ReadAsync(string path, long maxLength, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(Path.Combine([folder, .. path.Split('/')]), maxLength));
    }

    private static byte[]? Read(string path, long maxLength)
    {
        try
        {
            using var file = RegularFile.OpenStream(path);
            if (file.Length > maxLength)
            {
                throw new FeedReadException(new($"{path} dài hơn {maxLength} byte: đây không phải tệp của nguồn dữ liệu.", $"{path} is longer than {maxLength} bytes: it is no file of a feed."));
            }

            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new FeedReadException(
                new Phrase($"Không đọc được {path}: hãy kiểm tra quyền đọc, hoặc chép lại thư mục feed của bàn phát hành.", $"{path} cannot be read: check who may read it, or copy the desk's folder feed again."), unreadable);
        }
    }
}
