using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Service.SelfTest;
using Kiosk.Simulation.Tests.Disks;
using Kiosk.Simulation.Tests.Laws;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>What outlasts a terminal's lives: its disk, its clock, its lines, and what it has acknowledged to the outside.</summary>
internal sealed class TerminalSite(string folder, int number, FeedState feed, Hall hall, string rootFile, string province, Protections protections) : IAsyncDisposable
{
    private CheckInJournal? empty;

    public string Id { get; } = $"HN-0{number + 1}";

    public string Door { get; } = $"{number + 1}";

    public KioskFolders Folders { get; } = new(folder);

    public SimulatedDisk Disk { get; } = new(folder);

    public ManualTimeProvider Time { get; } = new(TrialPki.Now);

    public FeedState Feed => feed;

    public Hall Hall => hall;

    public Ledger Ledger { get; } = new();

    public CapturedLog Log { get; } = new();

    public Protections Protections => protections;

    public bool HasNetworkTime { get; set; } = true;

    /// <summary>Null while it is off.</summary>
    public TerminalLife? Life { get; set; }

    /// <summary>What a thief copied, and what the ledger said then.</summary>
    public (SortedDictionary<string, byte[]> Files, LedgerPage Page)? Image { get; set; }

    public VerifyEvidence Verify => protections.JudgesByNewestLists ? EvidenceVerifier.Verify : (evidence, _, answers, clock) => EvidenceVerifier.Verify(evidence, FirstTrust, answers, clock);

    private static TrustStore FirstTrust { get; } = new TestTrust
    {
        Profile = TrialSource.Profile,
        Anchors = [Cast.Pki.Root],
        Intermediates = [Cast.Pki.Issuing, Cast.Pki.OtherIssuing],
        Crls = [TrialPki.ListOf(Cast.Pki.Root, 1), TrialPki.ListOf(Cast.Pki.Issuing, 1), TrialPki.ListOf(Cast.Pki.OtherIssuing, 1)],
    }.Create();

    public KioskOptions Options() => new()
    {
        TerminalId = Id,
        Door = Door,
        Attended = true,
        DataFolder = folder,
        Mode = new ModeOptions { Kind = ModeSelection.AtMeeting, Meeting = Cast.Meeting.Id },
        Sync = new SyncOptions { Feed = "http://127.0.0.1/", Root = rootFile, Provinces = province },
        Upload = new UploadOptions { Collector = "http://127.0.0.1:9/", Key = Hall.Key.ToString() },
    };

    /// <summary>Starts the terminal if it is off, or its power was cut.</summary>
    /// <returns>Null if it cannot start, as long as its disk is full.</returns>
    public async Task<TerminalLife?> RunningAsync()
    {
        if (Life is not null && !Disk.IsOff)
        {
            return Life;
        }

        await EndAsync();
        while (true)
        {
            if (Disk.IsOff)
            {
                Disk.PowerOn();
                if (!protections.WritesAlone)
                {
                    WriteBehind();
                }
            }

            Disk.Reread();
            Disk.HasFailed = false;
            try
            {
                Life = await TerminalLife.StartAsync(this);
                RequireMode(Life);
            }
            catch (Exception e) when (e is JournalException or IOException or OutOfServiceException && (Disk.IsOff || Disk.HasFailed))
            {
                // systemd starts it again.
                await EndAsync();
            }
            catch (Exception e) when (e is JournalException or IOException or OutOfServiceException)
            {
                throw new BrokenLawException(Law.StartsAgain, $"{Id}: {e.Message}");
            }

            if (!Disk.IsOff)
            {
                return Life;
            }
        }
    }

    /// <summary>Stops the terminal in order, and starts it.</summary>
    public async Task RestartAsync()
    {
        if (Life is not null && !Disk.IsOff)
        {
            await Life.StopAsync();
        }

        if (!Disk.IsOff)
        {
            await EndAsync();
        }

        await RunningAsync();
    }

    /// <summary>The disk is in order again, and the service is started anew if it asked for that.</summary>
    public async Task RepairAsync()
    {
        Disk.IsFull = false;
        if (Life is null or { IsOutOfService: true })
        {
            await RestartAsync();
        }
    }

    public async Task TakeImageAsync()
    {
        if (await RunningAsync() is not null)
        {
            Image = (Disk.Take(_ => true), Ledger.Page);
        }
    }

    /// <summary>Puts back the cache and what lies beside it, and the feed's metadata, while nothing runs; the journal stays.</summary>
    public async Task PutBackCacheAsync()
    {
        if (Image is var (files, _) && await RunningAsync() is not null)
        {
            await Life!.StopAsync();
            if (!Disk.IsOff)
            {
                await EndAsync();
                // What the journal has signed on the disk is all that can be held against an older cache.
                Ledger.Judged = Ledger.Signed;
                Disk.Put(Disk.Take(path => !IsOfCache(path)).Concat(files.Where(one => IsOfCache(one.Key))).ToDictionary());
                Ledger.Whole = Math.Min(Ledger.Whole, Image.Value.Page.Whole);
            }
        }

        await RunningAsync();
    }

    /// <summary>Puts the whole disk back.</summary>
    public async Task PutBackDiskAsync()
    {
        if (Image is var (files, page) && await RunningAsync() is not null)
        {
            await EndAsync();
            Disk.Put(files);
            Ledger.TurnBack(page);
            Ledger.IsPutBack = true;
            if (!protections.CollectorRemembers)
            {
                await hall.LoseAsync();
            }
        }

        await RunningAsync();
    }

    /// <summary>Network time comes and sets the clock, or goes.</summary>
    public void ToggleNetworkTime(DateTimeOffset now)
    {
        HasNetworkTime = !HasNetworkTime;
        if (HasNetworkTime)
        {
            Time.SetUtcNow(now);
        }
    }

    private bool IsOfCache(string path) => path.StartsWith(Folders.Cache, StringComparison.Ordinal) || path.StartsWith(Folders.Sync, StringComparison.Ordinal);

    private async Task EndAsync()
    {
        if (Life is not null)
        {
            await Life.DisposeAsync();
            Life = null;
        }
    }

    private void RequireMode(TerminalLife life)
    {
        var now = life.Modes.Standing.Name;
        Law.Require(Ledger.Mode is null || now == Ledger.Mode || now == Ledger.ModeInDoubt, Law.ModeStays, () => $"{Id} was switched to {Ledger.Mode} and starts in {now}");
        (Ledger.Mode, Ledger.ModeInDoubt) = (Ledger.Mode is null ? null : now, null);
    }

    /// <summary>A journal that knows of nobody.</summary>
    public CheckInJournal EmptyJournal() => empty ??= CheckInJournal.Open(folder + "-empty", Id, TestJournalKeys.Of(Id), new DurableFiles());

    /// <summary>Writes a record behind the terminal's back.</summary>
    public void WriteBehind()
    {
        var files = new DurableFiles();
        using var keys = TerminalKeys.Open(Folders, Id, KeyStoreSettings.InFile, files);
        using var journal = TerminalJournal.Open(Folders, Id, keys, files);
        journal.Append(new(new(Time.GetUtcNow(), ClockTrust.Attested), JournalMode.VerifyOnly, "", Door, default, JournalOutcome.Admitted, ReasonCode.Admitted, default));
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        empty?.Dispose();
    }
}
