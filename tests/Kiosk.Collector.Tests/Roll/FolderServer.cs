using System.Net;
using Kiosk.Testing.Feed;

namespace Kiosk.Collector.Tests.Roll;

/// <summary>A static web server on loopback.</summary>
internal sealed class FolderServer : IDisposable
{
    private readonly LoopbackServer server;
    private readonly string folder;

    public FolderServer(string folder)
    {
        this.folder = folder;
        server = new(Answer);
    }

    public Uri Address => server.Address;

    /// <summary>Whether it answers everything with HTTP 503.</summary>
    public bool IsFailing { get; set; }

    public void Dispose() => server.Dispose();

    private (HttpStatusCode Status, byte[] Body) Answer(string path) =>
        IsFailing ? (HttpStatusCode.ServiceUnavailable, [])
        : Path.Combine(folder, path) is var file && File.Exists(file) ? (HttpStatusCode.OK, File.ReadAllBytes(file))
        : (HttpStatusCode.NotFound, []);
}
