using System.Net;

namespace Kiosk.Testing.Feed;

/// <summary>Serves a test feed over local HTTP: <c>metadata/…</c> and <c>targets/…</c>; the hash before a target's name is ignored.</summary>
internal sealed class FeedServer : IDisposable
{
    private readonly LoopbackServer server;
    private readonly TestFeed feed;

    public FeedServer(TestFeed feed)
    {
        this.feed = feed;
        server = new(Answer);
    }

    public string Metadata => server.Address + "metadata";

    public string Targets => server.Address + "targets/";

    /// <summary>The paths requested, unparsed.</summary>
    public List<string> Requests { get; } = [];

    public void Dispose() => server.Dispose();

    private (HttpStatusCode Status, byte[] Body) Answer(string path)
    {
        Requests.Add(path);
        return Find(path) is { } content ? (HttpStatusCode.OK, content) : (HttpStatusCode.NotFound, []);
    }

    private byte[]? Find(string path)
    {
        var folder = path[..path.IndexOf('/', StringComparison.Ordinal)];
        var rest = path[(folder.Length + 1)..];
        if (folder is "metadata")
        {
            return feed.Files.GetValueOrDefault(rest);
        }

        var segments = rest.Split('/').Select(Uri.UnescapeDataString).ToArray();
        segments[^1] = segments[^1][(segments[^1].IndexOf('.', StringComparison.Ordinal) + 1)..];
        return feed.Contents.GetValueOrDefault(string.Join('/', segments));
    }
}
