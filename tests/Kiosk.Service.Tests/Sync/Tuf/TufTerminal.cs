using Kiosk.Durability;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;

namespace Kiosk.Service.Tests.Sync.Tuf;

/// <summary>A terminal that was shipped with the first root of a feed.</summary>
internal sealed class TufTerminal : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public TufTerminal(TestFeed feed, TufClientOptions? options = null)
    {
        Files = new(new DurableFiles());
        Store = new(folder.Path, Files);
        Store.Initialise(feed.File("root", 1));
        Source = new(feed);
        Client = new(Source, Store, options ?? new TufClientOptions());
    }

    public FaultyFiles Files { get; }

    public MetadataStore Store { get; }

    public TestFeedSource Source { get; }

    public TufClient Client { get; }

    public Task<RefreshOutcome> RefreshAsync(DateTimeOffset? now = null) => Client.RefreshAsync(now ?? TestFeed.Now, CancellationToken.None);

    public Task<TargetOutcome> FindAsync(string path) => Client.FindTargetAsync(path, CancellationToken.None);

    /// <summary>The versions of what is kept, as "root 1, timestamp 2".</summary>
    public string Kept() => string.Join(", ", Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal).Select(path => $"{Path.GetFileNameWithoutExtension(path)} {VersionOf(path)}"));

    public void Dispose() => folder.Dispose();

    private static long VersionOf(string path)
    {
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("signed").GetProperty("version").GetInt64();
    }
}
