using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Serving;
using Kiosk.Collector.Storage;
using Kiosk.Durability;
using Kiosk.Identity.Enrolment;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>The collector's server in this process, on loopback.</summary>
internal sealed class RunningCollector : IAsyncDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly CollectorKey key;
    private readonly X509Certificate2 certificate;
    private readonly WebApplication server;

    private RunningCollector(IDatabase database, JournalStore store, X509Certificate2Collection authorities, EnrolmentDesk? desk)
    {
        Roll = new(folder.Path, new DurableFiles());
        Hub = new(store, TimeProvider.System);
        key = CollectorKey.Open(folder.Path, "hall", new DurableFiles());
        certificate = key.CreateCertificate(DateTimeOffset.UtcNow);
        server = CollectorServer.Create(new(IPAddress.Loopback, 0), certificate, new(store, key, authorities, desk, TimeProvider.System, Language.English)
        {
            States = new(database),
            Hub = Hub,
            Roll = Roll,
            Halls = new(folder.Path, new DurableFiles()),
            Upstream = new(database),
            Api = new(new(database), new(database), new(database), store, new(store, new(database), new(database), guests: null, TimeProvider.System), TimeProvider.System),
        });
    }

    public Uri Address => new(server.Urls.First());

    /// <summary>The patterns of its routes.</summary>
    public IEnumerable<string> Routes => ((IEndpointRouteBuilder)server).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!);

    /// <summary>The collector's folder.</summary>
    public string Data => folder.Path;

    public TerminalRoll Roll { get; }

    public ArrivalHub Hub { get; }

    public CosignerKey Cosigner => key.Cosigner;

    /// <summary>How terminals recognise the collector when they enrol.</summary>
    public CollectorAddress EnrolmentAddress => new(Address, CollectorAddress.PinOf(certificate));

    public static Task<RunningCollector> StartAsync(IDatabase database) => StartAsync(database, [TestTerminal.Authority]);

    public static async Task<RunningCollector> StartAsync(IDatabase database, X509Certificate2Collection authorities, EnrolmentDesk? desk = null)
    {
        var store = new JournalStore(database);
        await store.MigrateAsync(CancellationToken.None);
        var collector = new RunningCollector(database, store, authorities, desk);
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
