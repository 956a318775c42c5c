using Kiosk.Testing.Feed;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>The way to the feed's server, as it is at the moment.</summary>
internal sealed class FeedState
{
    /// <summary>What the server, or a stale mirror in its place, serves.</summary>
    public required string Folder { get; set; }

    public bool IsDown { get; set; }

    /// <summary>After so many bytes of each target file the connection breaks; null for never.</summary>
    public int? BreaksAfter { get; set; }
}

/// <summary>One terminal's connection to the feed.</summary>
internal sealed class FeedLine : HttpMessageHandler
{
    private readonly FeedState state;
    private readonly ScriptedServer server;
    private readonly HttpMessageInvoker invoker;

    public FeedLine(FeedState state)
    {
        this.state = state;
        server = new(state.Folder) { BreakAfter = path => path.StartsWith("targets/", StringComparison.Ordinal) ? state.BreaksAfter : null };
        invoker = new(server);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        (server.Folder, server.IsDown) = (state.Folder, state.IsDown);
        return invoker.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            invoker.Dispose();
            server.Dispose();
        }

        base.Dispose(disposing);
    }
}
