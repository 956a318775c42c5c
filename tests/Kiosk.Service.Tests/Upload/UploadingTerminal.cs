using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Service.Tests.Upload;

/// <summary>A terminal that uploads to a <see cref="FakeCollector"/>, on a clock that the test moves.</summary>
internal sealed class UploadingTerminal : IAsyncDisposable
{
    public const string Id = "HN-01";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly int maxBytesPerHour;
    private readonly int keepDays;
    private readonly long segmentLength;
    private readonly FaultyFiles files = new(new DurableFiles());
    private UploadSetup? setup;
    private UploadLoop? loop;
    private int records;

    public UploadingTerminal(int maxBytesPerHour = 0, int keepDays = 0, long segmentLength = CheckInJournal.DefaultSegmentLength)
    {
        (this.maxBytesPerHour, this.keepDays, this.segmentLength) = (maxBytesPerHour, keepDays, segmentLength);
        (Collector, Taps) = (new(Time), new(Time));
        Journal = Open();
        State = new(Journal);
    }

    public ManualTimeProvider Time { get; } = new();

    /// <summary>Whether a card is on the reader.</summary>
    public Heartbeat Taps { get; }

    public FakeCollector Collector { get; }

    public CheckInJournal Journal { get; private set; }

    public UploadState State { get; private set; }

    public UploadFolder Folder => new(Folders.Upload, new DurableFiles());

    private KioskFolders Folders => new(folder.Path);

    public async Task StartAsync()
    {
        var options = new UploadOptions { Collector = "http://127.0.0.1:9/", Key = FakeCollector.Key.ToString(), MaxBytesPerHour = maxBytesPerHour, KeepDays = keepDays };
        setup = new UploadSetup(options, Folders, Journal, State, files, Time, () => Collector) { Taps = Taps };
        loop = new UploadLoop(setup, Journal, ModeSwitch.Open(Folders, new ModeOptions(), PointPlace.None, new DurableFiles()), Time, NullLogger<UploadLoop>.Instance);
        await loop.StartAsync(CancellationToken.None);
        await SettleAsync();
    }

    public async Task StopAsync()
    {
        await loop!.StopAsync(CancellationToken.None);
        loop.Dispose();
    }

    /// <summary>Stops everything, and opens the journal again as the next start does.</summary>
    /// <param name="meanwhile">What happens to the disk while nothing runs.</param>
    public async Task RestartAsync(Action? meanwhile = null)
    {
        await StopAsync();
        Journal.Dispose();
        meanwhile?.Invoke();
        Journal = Open();
        State = new(Journal);
        await StartAsync();
    }

    /// <summary>Appends records of taps; with a checkpoint every 64.</summary>
    public void Append(int count, JournalMode mode = JournalMode.VerifyOnly)
    {
        for (; count > 0; count--)
        {
            records++;
            Journal.Append(new(
                new(Time.GetUtcNow(), ClockTrust.Attested), mode, "dai-hoi/phien-1", "1", new byte[32], JournalOutcome.Admitted, ReasonCode.Admitted, BitConverter.GetBytes(records)));
            if (records % 64 == 0)
            {
                Journal.SignCheckpoint();
            }
        }
    }

    /// <summary>Moves the clock in steps, each until the loop has come to its next delay.</summary>
    public async Task AdvanceAsync(TimeSpan span, TimeSpan? step = null)
    {
        for (var moved = TimeSpan.Zero; moved < span; moved += step ?? Step)
        {
            Time.Advance(step ?? Step);
            await SettleAsync();
        }
    }

    /// <summary>Until something has come about without the clock's moving, and the loop waits again.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (!isSo())
        {
            Assert.False(timeout.IsCancellationRequested, $"Waited in vain; the collector holds {Collector.Frames.Count} records, all of the first {Collector.Contiguous}.");
            await Task.Yield();
        }

        await SettleAsync();
    }

    /// <summary>How often a file of the upload's was replaced.</summary>
    public int Replaced(string name) => files.Operations.Count(operation => operation == $"replace {name}");

    /// <summary>Until the loop waits for its clock alone.</summary>
    public async Task SettleAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        for (var quiet = 0; quiet < 3;)
        {
            Assert.False(timeout.IsCancellationRequested, $"The loop does not come to rest; {Collector.Batches.Count} batches came.");
            var before = Collector.Batches.Count;
            await Task.Yield();
            await Task.Run(static () => { });
            quiet = Time.WaitingTimers == 1 && Collector.Batches.Count == before ? quiet + 1 : 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (loop?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
        loop?.Dispose();
        setup?.Dispose();
        Journal.Dispose();
        Collector.Dispose();
        folder.Dispose();
    }

    private CheckInJournal Open() => CheckInJournal.Open(Folders.Journal, Id, TestJournalKeys.Of(Id), new DurableFiles(), segmentLength);
}
