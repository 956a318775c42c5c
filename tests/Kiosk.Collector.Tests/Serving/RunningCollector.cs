using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Serving;
using Kiosk.Collector.Storage;
using Kiosk.Durability;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Words;
using Microsoft.AspNetCore.Builder;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>The collector's server in this process, on loopback.</summary>
internal sealed class RunningCollector : IAsyncDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly CollectorKey key;
    private readonly X509Certificate2 certificate;
    private readonly WebApplication server;

    private RunningCollector(JournalStore store, X509Certificate2Collection authorities)
    {
        key = CollectorKey.Open(folder.Path, "hall", new DurableFiles());
        certificate = key.CreateCertificate(DateTimeOffset.UtcNow);
        server = CollectorServer.Create(new(IPAddress.Loopback, 0), certificate, key, store, authorities, TimeProvider.System, Language.English);
    }

    public Uri Address => new(server.Urls.First());

    public CosignerKey Cosigner => key.Cosigner;

    public static async Task<RunningCollector> StartAsync(IDatabase database, params X509Certificate2[] authorities)
    {
        var store = new JournalStore(database);
        await store.MigrateAsync(CancellationToken.None);
        var collector = new RunningCollector(store, [.. authorities]);
        await collector.server.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
        key.Dispose();
        folder.Dispose();
    }
}
