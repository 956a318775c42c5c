using System.Net;
using Kiosk.Testing.Pcsc;

namespace Kiosk.Testing.Feed;

/// <summary>Serves a test feed over local HTTP: <c>metadata/…</c> and <c>targets/…</c>; the hash before a target's name is ignored.</summary>
internal sealed class FeedServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly TestFeed feed;
    private readonly string address;

    public FeedServer(TestFeed feed)
    {
        this.feed = feed;
        address = $"http://127.0.0.1:{FreePorts.TakePair()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        // Ends with the listener.
        _ = ServeAsync();
    }

    public string Metadata => address + "metadata";

    public string Targets => address + "targets/";

    /// <summary>The paths requested, unparsed.</summary>
    public List<string> Requests { get; } = [];

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = context.Request.RawUrl!.TrimStart('/');
            Requests.Add(path);
            if (Find(path) is { } content)
            {
                await context.Response.OutputStream.WriteAsync(content);
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            context.Response.Close();
        }
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
