using Kiosk.Collector.Doors;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Storage;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Upstream;

/// <summary>What passing on stands on.</summary>
/// <param name="Address">Of the upstream collector.</param>
/// <param name="Key">Of the upstream collector.</param>
/// <param name="OwnDesk">The terminal id of this collector's support desk, whose checkpoints this collector's own key signs.</param>
/// <param name="Told">Where it is written down what the upstream collector tells of other halls.</param>
/// <param name="Roll">Has the certificates of terminals that never connected here.</param>
internal sealed record UpstreamSetup(Uri Address, CosignerKey Key, string OwnDesk, CollectorClient Client, JournalStore Journals, UpstreamStore Store, ToldStore Told, TerminalRoll Roll, ArrivalHub Hub, TimeProvider Time);
