using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A meeting in progress: a cache with member records and roster, a clock that the test moves, and a terminal at door 2.</summary>
internal sealed class Hall : IAsyncDisposable
{
    public const string Door = "2";

    private readonly TestFolder folder = TestFolder.Fast();
    private RunningTerminal? terminal;

    /// <param name="members">Official members, all invited; revoked ones are on the authority's CRL.</param>
    public Hall(params IReadOnlyList<IssuedCard> members)
    {
        Source = TestCacheSource.Create(folder["source"], members);
        // The clock stands still, so any retry pause would never end.
        Source.Feed.PutProfile(CardProfile.Default with { Reading = CardReadingProfile.Default with { RetryPause = TimeSpan.Zero } });
        Folders = new KioskFolders(folder["data"]);
        // Before the terminal's first start, as enrolment does.
        using (var keys = TerminalKeys.Open(Folders, RunningTerminal.Id, KeyStoreSettings.InFile, new DurableFiles()))
        {
            Source.Feed.LetIn(new(RunningTerminal.Id, keys.DecryptionKey.ExportSubjectPublicKeyInfo()));
        }

        Publish();
    }

    public ManualTimeProvider Time { get; } = new(TestPki.Now);

    public TestCacheSource Source { get; }

    public KioskFolders Folders { get; }

    public static ModeOptions AtMeeting { get; } = new() { Kind = ModeSelection.AtMeeting, Meeting = TestCacheSource.Meeting.Id };

    public static ModeOptions ForProcedure { get; } = new() { Kind = ModeSelection.ForProcedure, Procedure = TestCacheSource.Procedure.Code, CaseNumber = "HS-2026/0001" };

    /// <summary>A desk where the procedure is chosen for each tap.</summary>
    public static ModeOptions AtDesk { get; } = new() { Kind = ModeSelection.ForProcedure };

    public static ModeOptions VerifyOnly { get; } = new() { Kind = ModeSelection.Verify };

    /// <summary>The journal's current records of taps.</summary>
    public IReadOnlyList<JournalRecord> Records => [.. Journal.Where(record => record.Outcome != JournalOutcome.Note)];

    /// <summary>The journal's current records of terminal events.</summary>
    public IReadOnlyList<JournalRecord> Notes => [.. Journal.Where(record => record.Outcome == JournalOutcome.Note)];

    /// <summary>What is sealed in the journal, oldest first, with the record that holds it.</summary>
    public IReadOnlyList<(JournalRecord Record, SealedDetails Details)> Sealed
    {
        get
        {
            using var certificate = X509CertificateLoader.LoadCertificate(TestCacheSource.RegistryCertificate.Span);
            using var key = RSA.Create();
            key.ImportFromPem(TestPki.Shared.Registry.PrivateKeyPem);
            using var registry = certificate.CopyWithPrivateKey(key);
            var entries = JournalReader.Open(Folders.Journal).Read().ToList();
            return [.. entries.Index().Where(one => !one.Item.Record.Sealed.IsEmpty).Select(one => (one.Item.Record, JournalSeal.OpenDetails(one.Item.Record.Sealed, new(one.Item.Sequence.Value - 1, entries[one.Index - 1].FrameHash), registry)))];
        }
    }

    /// <summary>Additional settings for the next terminal that is opened.</summary>
    public Action<KioskOptions> Adjust { get; init; } = _ => { };

    /// <summary>What stands for the network to the collector.</summary>
    public HttpMessageHandler? Collector { get; init; }

    private IEnumerable<JournalRecord> Journal => JournalReader.Open(Folders.Journal).Read().Select(entry => entry.Record);

    /// <summary>Builds a new generation from the current source folder, even while the terminal runs.</summary>
    public void Publish() => Source.Build(new CacheStore(Folders.Cache, new DurableFiles(), CacheKey.Beside(Folders.Cache, KeyStoreSettings.InFile), TerminalAudience.KeyringIn(Folders, KeyStoreSettings.InFile, RunningTerminal.Id)));

    /// <summary>Publishes CRLs with this number, listing every card on which <see cref="IssuedCard.RevokedAt"/> was called.</summary>
    public void PublishLists(int number, params IReadOnlyList<IssuedCard> cards)
    {
        Source.WriteCrls(number, cards);
        Publish();
    }

    /// <summary>Starts the terminal; after a stop, starts the same one again.</summary>
    public async Task<RunningTerminal> OpenAsync(ModeOptions? mode = null, ChallengeSource? challenges = null, bool hasPage = false, bool hasTouch = false)
    {
        if (terminal is not null)
        {
            await terminal.DisposeAsync();
        }

        var options = new KioskOptions
        {
            TerminalId = RunningTerminal.Id,
            Door = Door,
            Attended = true,
            DataFolder = Folders.Data,
            Http = new HttpOptions { Port = 0 },
            Page = new PageOptions { Enabled = hasPage },
            Touch = new TouchOptions { Device = hasTouch ? "page" : "none" },
            Mode = mode ?? AtMeeting,
        };
        Adjust(options);
        return terminal = await RunningTerminal.StartAsync(options, Time, challenges, Collector);
    }

    /// <summary>Stops the terminal in order.</summary>
    public async Task CloseAsync()
    {
        await terminal!.DisposeAsync();
        terminal = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (terminal is not null)
        {
            await terminal.DisposeAsync();
        }

        folder.Dispose();
    }
}
