using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A hall where a meeting is on: the members' records and the list in a cache, a clock that the test moves, and a terminal at door 2.</summary>
internal sealed class Hall : IAsyncDisposable
{
    public const string Door = "2";

    private readonly TestFolder folder = TestFolder.Fast();
    private RunningTerminal? terminal;

    /// <param name="members">Invited official members; whoever was revoked is on the list of the authority.</param>
    public Hall(params IReadOnlyList<IssuedCard> members)
    {
        Source = TestCacheSource.Create(folder["source"], members);
        // The clock stands still: nothing is waited for.
        Source.Writer.WriteProfile((CardProfile.Default with { Reading = CardReadingProfile.Default with { RetryPause = TimeSpan.Zero } }).ToJson());
        Folders = new KioskFolders(folder["data"]);
        Publish();
    }

    public ManualTimeProvider Time { get; } = new(TestPki.Now);

    public TestCacheSource Source { get; }

    public KioskFolders Folders { get; }

    public static ModeOptions AtMeeting { get; } = new() { Kind = ModeSelection.AtMeeting, Meeting = TestCacheSource.Meeting.Id };

    public static ModeOptions ForProcedure { get; } = new() { Kind = ModeSelection.ForProcedure, Procedure = TestCacheSource.Procedure.Code, CaseNumber = "HS-2026/0001" };

    /// <summary>A desk at which the procedure is chosen for each tap.</summary>
    public static ModeOptions AtDesk { get; } = new() { Kind = ModeSelection.ForProcedure };

    public static ModeOptions VerifyOnly { get; } = new() { Kind = ModeSelection.Verify };

    /// <summary>What the journal holds of taps now.</summary>
    public IReadOnlyList<JournalRecord> Records => [.. Journal.Where(record => record.Outcome != JournalOutcome.Note)];

    /// <summary>What the journal holds of the terminal itself now.</summary>
    public IReadOnlyList<JournalRecord> Notes => [.. Journal.Where(record => record.Outcome == JournalOutcome.Note)];

    /// <summary>Settings beside the usual ones, for the terminal that is opened next.</summary>
    public Action<KioskOptions> Adjust { get; init; } = _ => { };

    private IEnumerable<JournalRecord> Journal => JournalReader.Open(Folders.Journal).Read().Select(entry => entry.Record);

    /// <summary>Builds a new generation from the source folder as it is now, also while the terminal runs.</summary>
    public void Publish() => Source.Build(new CacheStore(Folders.Cache, new DurableFiles()));

    /// <summary>Publishes lists with this number on which those stand for whom <see cref="IssuedCard.RevokedAt"/> was called.</summary>
    public void PublishLists(int number, params IReadOnlyList<IssuedCard> cards)
    {
        Source.WriteCrls(number, cards);
        Publish();
    }

    /// <summary>Starts the terminal, after it was stopped the same one again.</summary>
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
        return terminal = await RunningTerminal.StartAsync(options, Time, challenges);
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
