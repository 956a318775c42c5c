using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;

namespace Kiosk.Service.Upload;

/// <summary>Builds the upload's parts from the settings. Disposing closes the connection to the collector.</summary>
internal sealed class UploadSetup : IDisposable
{
    private readonly CheckInJournal journal;

    /// <param name="options">Naming a collector and its key.</param>
    /// <param name="handler">Makes the connection to the collector.</param>
    public UploadSetup(UploadOptions options, KioskFolders folders, CheckInJournal journal, UploadState state, IDurableFiles files, TimeProvider time, Func<HttpMessageHandler> handler)
    {
        var (address, key) = (new Uri(options.Collector), options.ParseKey());
        (this.journal, State) = (journal, state);
        Retention = options.KeepDays == 0 ? null : new(journal, new UploadFolder(folders.Upload, files), key, TimeSpan.FromDays(options.KeepDays), time);
        Doors = new(folders.Upload, journal.Frames, files, time);
        Client = new(handler(), address, UploadPhrases.OfTerminal);
        Outbox = new(journal, new UploadFolder(folders.Upload, files), key, new ByteBudget(time, () => options.MaxBytesPerHour == 0 ? null : options.MaxBytesPerHour), state, time, () => Taps?.Yield());
    }

    /// <summary>This terminal's id.</summary>
    public string TerminalId => journal.TerminalId;

    public UploadState State { get; }

    public CollectorClient Client { get; }

    public Outbox Outbox { get; }

    /// <summary>A tap goes before a batch.</summary>
    public Heartbeat? Taps { get; init; }

    /// <summary>What the other doors told.</summary>
    public DoorsFile Doors { get; }

    /// <summary>Null if everything is kept.</summary>
    public JournalRetention? Retention { get; }

    /// <summary>Whether an arrival stands in this journal. What this terminal recorded before it was enrolled anew does not.</summary>
    /// <exception cref="JournalException">The journal is broken or cannot be read.</exception>
    public bool IsOwn(ArrivalOfOtherDoor arrival) => arrival.Terminal == journal.TerminalId && arrival.Sequence <= journal.LastSequence.Value
        && journal.ArrivalsIn(arrival.Context).Any(own => own.Instant == arrival.Instant && own.Pseudonym.Span.SequenceEqual(Convert.FromHexString(arrival.Pseudonym)));

    public void Dispose()
    {
        Doors.Dispose();
        Client.Dispose();
    }
}
