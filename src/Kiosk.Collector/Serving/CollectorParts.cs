using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Halls;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Webhooks;
using Kiosk.Feed.Reading;
using Kiosk.Words;

namespace Kiosk.Collector.Serving;

/// <summary>What the server answers with. Owned by the caller.</summary>
/// <param name="Authorities">The CAs that issue terminals' certificates.</param>
/// <param name="Desk">Null if terminals enrol elsewhere.</param>
/// <param name="Language">Of the sentences that terminals are told.</param>
internal sealed record CollectorParts(JournalStore Store, CollectorKey Key, X509Certificate2Collection Authorities, EnrolmentDesk? Desk, TimeProvider Time, Language Language)
{
    /// <summary>Tells the doors of one another, and the page of all of them; one of the server's own if null.</summary>
    public ArrivalHub? Hub { get; init; }

    /// <summary>What terminals say of themselves.</summary>
    public required TerminalStateStore States { get; init; }

    /// <summary>The desk's list of terminals.</summary>
    public required TerminalRoll Roll { get; init; }

    /// <summary>Who may pass journals on to this collector.</summary>
    public required HallList Halls { get; init; }

    /// <summary>What this collector passes on, and the certificates that go with it.</summary>
    public required UpstreamStore Upstream { get; init; }

    /// <summary>Where the desk's list is read from time to time; null if it comes by hand.</summary>
    public IFeedContent? Feed { get; init; }

    /// <summary>The root that the desk handed over; null once one is trusted.</summary>
    public byte[]? FeedRoot { get; init; }

    /// <summary>Where what other systems are told of is written down; null if they are told nothing.</summary>
    public WebhookOutbox? Outbox { get; init; }

    /// <summary>What other programs read; null if they read nothing.</summary>
    public ApiEndpoints? Api { get; init; }
}
