using Kiosk.Feed.Targets;
using Kiosk.Words;

namespace Kiosk.Feed.Publishing;

/// <summary>Reads the rows of a published set.</summary>
internal static class PublishedRows
{
    private const int BufferLength = 256 * 1024;

    /// <summary>The rows of a published snapshot, after verifying the file's hash. Each row is valid until the next is read.</summary>
    /// <exception cref="PublishingException">The file is missing or was modified.</exception>
    public static IEnumerable<SetRow> Open(FeedTree tree, PublishedSetFile published)
    {
        using var file = tree.OpenTarget(published.Target.Path, published.File.Hashes)
            ?? throw new PublishingException(new Phrase($"{published.Target.Path} không còn trong nguồn dữ liệu.", $"{published.Target.Path} is no longer in the tree."));
        CheckContent(file, published);
        foreach (var row in SetFileReader.Open(file, published.Target).Rows())
        {
            yield return row;
        }
    }

    private static void CheckContent(Stream file, PublishedSetFile published)
    {
        using var hash = published.File.Hashes.Begin();
        var buffer = new byte[BufferLength];
        for (var count = file.Read(buffer); count > 0; count = file.Read(buffer))
        {
            hash.Append(buffer.AsSpan(0, count));
        }

        if (!hash.Matches())
        {
            throw new PublishingException(new Phrase($"{published.Target.Path} đã bị thay đổi sau khi phát hành.", $"{published.Target.Path} was changed after publication."));
        }

        file.Position = 0;
    }
}
