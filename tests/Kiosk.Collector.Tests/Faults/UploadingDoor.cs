using System.Diagnostics;
using System.IO.Compression;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Upload;
using Kiosk.Testing.Durability;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>A terminal's own upload, with a journal on a disk, over mutual TLS to a running collector; its waits pass in no time.</summary>
internal sealed class UploadingDoor : IAsyncDisposable
{
    public const string Id = "HN-01";

    private const int SignEvery = 64;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly TestTerminal terminal;
    private readonly (Uri Address, CosignerKey Key) collector;
    private readonly Func<HttpMessageHandler, HttpMessageHandler> wire;
    private UploadSetup? setup;
    private UploadLoop? loop;

    /// <param name="wire">Lies between the terminal and the network.</param>
    public UploadingDoor(RunningCollector collector, Func<HttpMessageHandler, HttpMessageHandler>? wire = null)
        : this(collector.Address, collector.Cosigner, wire)
    {
    }

    /// <inheritdoc cref="UploadingDoor(RunningCollector, Func{HttpMessageHandler, HttpMessageHandler})"/>
    public UploadingDoor(Uri address, CosignerKey key, Func<HttpMessageHandler, HttpMessageHandler>? wire = null)
    {
        (collector, this.wire) = ((address, key), wire ?? (network => network));
        terminal = new(Id, address);
        Journal = Open();
        State = new(Journal);
    }

    public ManualTimeProvider Time { get; } = new();

    public CheckInJournal Journal { get; private set; }

    public UploadState State { get; private set; }

    private KioskFolders Folders => new(folder.Path);

    /// <summary>Appends arrivals, with a checkpoint every 64 and behind the last.</summary>
    /// <param name="first">Number of the first person.</param>
    public void Admit(int first, int count)
    {
        for (var person = first; person < first + count; person++)
        {
            Journal.Append(TestJournal.Arrival(person, "1"));
            if ((person - first + 1) % SignEvery == 0)
            {
                Journal.SignCheckpoint();
            }
        }

        Journal.SignCheckpoint();
    }

    public async Task StartAsync()
    {
        setup = new(
            new UploadOptions { Collector = collector.Address.AbsoluteUri, Key = collector.Key.ToString() },
            Folders,
            Journal,
            State,
            new DurableFiles(),
            Time,
            () => wire(CollectorConnection.Open(collector.Address, collector.Key, () => terminal.Certificate)));
        loop = new(setup, Journal, ModeSwitch.Open(Folders, new ModeOptions(), PointPlace.None, new DurableFiles()), Time, NullLogger<UploadLoop>.Instance);
        await loop.StartAsync(CancellationToken.None);
    }

    /// <summary>Lets time pass until something is so.</summary>
    public async Task UntilAsync(Func<UploadSnapshot, bool> isSo, TimeSpan? limit = null)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo(State.Now))
        {
            Assert.True(clock.Elapsed < (limit ?? Limit), $"Waited in vain; {State.Now}");
            Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(1);
        }
    }

    /// <summary>Puts the journal and what is known of uploads back as they were when this was called, which is before it is started.</summary>
    public Func<Task> TakeImage()
    {
        using var image = new MemoryStream();
        Journal.Dispose();
        ZipFile.CreateFromDirectory(folder.Path, image);
        (Journal, State) = Reopened();
        var taken = image.ToArray();
        return async () =>
        {
            await StopAsync();
            Journal.Dispose();
            Directory.Delete(Folders.Journal, recursive: true);
            Directory.Delete(Folders.Upload, recursive: true);
            using var stored = new MemoryStream(taken);
            await ZipFile.ExtractToDirectoryAsync(stored, folder.Path, overwriteFiles: true);
            (Journal, State) = Reopened();
        };
    }

    /// <summary>Copies the journal to a stick, as <c>kiosk sync export</c> does.</summary>
    public void Export(string stick) => JournalCopy.Write(Folders.Journal, stick, Id, new DurableFiles(), TestJournalKeys.Of(Id).Frames);

    /// <returns>The receipt that the terminal keeps, if it vouches for its journal.</returns>
    public UploadReceipt VerifiedReceipt()
    {
        var receipt = new UploadFolder(Folders.Upload, new DurableFiles()).ReadReceipt()!;
        Assert.Equal(ReceiptFault.None, receipt.FaultFor(Id, Journal.DeviceKey, collector.Key));
        Assert.Null(ReceiptCheck.FindObjection(receipt, Journal.Folder)?.English);
        return receipt;
    }

    /// <summary>Stops it in order: what was answered is written down.</summary>
    public async Task StopAsync()
    {
        await (loop?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
        loop?.Dispose();
        setup?.Dispose();
        (loop, setup) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Journal.Dispose();
        terminal.Dispose();
        folder.Dispose();
    }

    private (CheckInJournal Journal, UploadState State) Reopened()
    {
        var opened = Open();
        return (opened, new(opened));
    }

    private CheckInJournal Open() => CheckInJournal.Open(Folders.Journal, Id, TestJournalKeys.Of(Id), new DurableFiles());
}
