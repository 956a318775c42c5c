using Kiosk.Feed.Targets;

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
            ?? throw tree.Missing($"targets/{published.Target.Path}");
        CheckContent(tree, file, published);
        foreach (var row in SetFileReader.Open(file, published.Target).Rows())
        {
            yield return row;
        }
    }

    private static void CheckContent(FeedTree tree, Stream file, PublishedSetFile published)
    {
        using var hash = published.File.Hashes.Begin();
        var buffer = new byte[BufferLength];
        for (var count = file.Read(buffer); count > 0; count = file.Read(buffer))
        {
            hash.Append(buffer.AsSpan(0, count));
        }

        if (!hash.Matches())
        {
            throw tree.Lost($"targets/{published.Target.Path}", new("đã bị thay đổi", "was changed"));
        }

        file.Position = 0;
    }
}
