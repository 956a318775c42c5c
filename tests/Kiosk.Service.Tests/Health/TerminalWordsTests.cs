using Kiosk.Hardware.Readers;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Health;
using Kiosk.Service.Reasons;
using Kiosk.Service.Sync;
using Kiosk.Service.Tests.Feedback;
using Kiosk.Service.Tests.Reasons;
using Kiosk.Service.Time;
using Kiosk.Testing.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Service.Tests.Health;

/// <summary>Whatever a terminal says on its display about itself, it says in the display's language.</summary>
public sealed class TerminalWordsTests
{
    private static readonly ReaderState[] Failing = [.. Enum.GetValues<ReaderState>().Where(state => TerminalNotices.Reader(state) is not null)];

    private static readonly ClockReading[] Readings =
    [
        .. Enum.GetValues<ClockTrust>().Select(trust => new ClockReading(TestPki.Now, trust)),
        .. Enum.GetValues<ClockFault>().Select(fault => new ClockReading(TestPki.Now, ClockTrust.FloorOnly, fault)),
    ];

    public static TheoryData<ushort> Codes => [.. Enum.GetValues<ReasonCode>().Select(code => (ushort)code), 999];

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_outage_is_told_in_either_language_alone(ushort code) =>
        AssertPure(Stage.Map().ForOutOfService((ReasonCode)code), ReasonTable.NameOf((ReasonCode)code));

    [Fact]
    public void An_outage_with_facts_of_its_own_is_told_in_either_language_alone() =>
        Assert.All(Notices, notice => AssertPure(Stage.Map().ForOutOfService(ReasonCode.TerminalFeed, notice), "terminal.feed"));

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_obstacle_on_the_readiness_sheet_is_told_in_either_language_alone(ushort code) =>
        AssertPure(
            Sheet([TerminalChecks.LineOf(new Obstacle((ReasonCode)code, "Out of order; see: kiosk doctor"))]),
            ReasonTable.NameOf((ReasonCode)code));

    [Fact]
    public void Every_line_of_the_readiness_sheet_is_in_either_language_alone() =>
        Assert.All(Reports, report => AssertPure(Sheet(LinesOf(report)), "card.reader-fault", "terminal.cache", "terminal.journal", "terminal.feed", "terminal.out-of-service"));

    [Fact]
    public void An_obstacle_stands_on_the_line_of_what_it_is_about()
    {
        var checks = new TerminalChecks(ReportOf([new(ReasonCode.CardReaderFault, "x", TerminalNotices.Reader(ReaderState.WaitingForReader)), new(ReasonCode.TerminalFeed, "y")]));

        Assert.Equal((CheckState.Bad, TerminalNotices.Reader(ReaderState.WaitingForReader)!), (checks.Reader().State, checks.Reader().Detail));
        Assert.Equal(CheckState.Good, checks.CardData().State);
        Assert.Equal("Dữ liệu ký số (terminal.feed)", Assert.Single(checks.Others()).Name.Vietnamese);
    }

    [Theory]
    [InlineData(ClockTrust.FloorOnly, CheckState.Doubtful)]
    [InlineData(ClockTrust.Rtc, CheckState.Good)]
    [InlineData(ClockTrust.Attested, CheckState.Good)]
    internal void The_clock_is_looked_at_where_nothing_confirms_it(ClockTrust trust, CheckState expected) =>
        Assert.Equal(expected, new TerminalChecks(ReportOf([]) with { Clock = new(TestPki.Now, trust) }).Clock().State);

    [Fact]
    public void The_check_of_the_language_can_fail()
    {
        Assert.NotEmpty(VietnameseSpelling.MistakesIn("The journal failed; restart the service."));
        Assert.NotEmpty(VietnameseSpelling.MistakesIn("Độ tin cậy: FloorOnly."));
    }

    private static IEnumerable<Phrase> Notices =>
        [TerminalNotices.FeedExpired(TestPki.Now)!, TerminalNotices.ModeNotHeld(7), .. Failing.Select(state => TerminalNotices.Reader(state)!)];

    private static IEnumerable<TerminalHealth.Report> Reports =>
    [
        .. Readings.Select(reading => ReportOf([]) with { Clock = reading }),
        ReportOf([]) with { CacheAge = null, CacheGeneration = 0 },
        ReportOf([]) with { CacheAge = TimeSpan.FromDays(40) },
        .. Failing.Select(state => ReportOf([new(ReasonCode.CardReaderFault, "Waiting.", TerminalNotices.Reader(state))])),
        .. Enum.GetValues<ReasonCode>().Where(code => (ushort)code >= 800).Select(code => ReportOf([new(code, "The disk is full.")])),
    ];

    private static IReadOnlyList<CheckLine> LinesOf(TerminalHealth.Report report)
    {
        var checks = new TerminalChecks(report);
        return
        [
            checks.Reader(), checks.CardData(), checks.Journal(isFailed: false), checks.Journal(isFailed: true), checks.Clock(), .. checks.Others(),
            TerminalChecks.Connection(FeedStanding.None), TerminalChecks.Connection(FeedStanding.None with { LastTry = TestPki.Now }),
        ];
    }

    private static TerminalHealth.Report ReportOf(IReadOnlyList<Obstacle> obstacles) =>
        new(obstacles, Setting: null, ReaderState.Ready, JournalSequence: 12, CacheGeneration: 3, TimeSpan.FromHours(5), new(TestPki.Now, ClockTrust.Attested), IsAlive: true);

    private static Screen.Readiness Sheet(IReadOnlyList<CheckLine> lines) => new("HN-01", lines, TestPki.Now);

    /// <param name="codes">Stable names, which are the same in every language.</param>
    private static void AssertPure(Screen screen, params string[] codes)
    {
        var (vietnamese, english) = (WordsOf(screen, Language.Vietnamese, codes), WordsOf(screen, Language.English, codes));
        Assert.Empty(VietnameseSpelling.MistakesIn(vietnamese));
        Assert.All(english, letter => Assert.True(char.IsAscii(letter), $"{letter} in: {english}"));
        Assert.NotEmpty(VietnameseSpelling.MistakesIn(english));
    }

    private static string WordsOf(Screen screen, Language language, string[] codes)
    {
        var words = ScreenWords.Of(screen, language);
        return codes.Append("HN-01").Aggregate(string.Join('\n', words.Lines.Prepend(words.Headline)), (text, code) => text.Replace(code, "", StringComparison.Ordinal));
    }
}
