using System.Reflection;
using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Service.Sync;
using Kiosk.Service.Tests.Feedback;
using Kiosk.Testing.Pki;
using Kiosk.Testing.Wording;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Health;

/// <summary>Everything a terminal's display says about the terminal is in the display's language.</summary>
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
            Sheet([TerminalChecks.LineOf(new OutOfService((ReasonCode)code, Phrase.Untranslated("Out of order; see: kiosk doctor")))]),
            ReasonTable.NameOf((ReasonCode)code));

    [Fact]
    public void Every_line_of_the_readiness_sheet_is_in_either_language_alone() =>
        Assert.All(Reports, report => AssertPure(Sheet(LinesOf(report)), "card.reader-fault", "terminal.cache", "terminal.journal", "terminal.feed", "terminal.no-access", "terminal.out-of-service", "terminal.revoked", "terminal.locked"));

    [Fact]
    public void An_obstacle_stands_on_the_line_of_what_it_is_about()
    {
        var checks = new TerminalChecks(ReportOf([new(ReasonCode.CardReaderFault, Phrase.Untranslated("x"), TerminalNotices.Reader(ReaderState.WaitingForReader)), new(ReasonCode.TerminalFeed, Phrase.Untranslated("y"))]));

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
    public void Every_line_of_a_self_test_is_in_either_language_alone() =>
        Assert.All(DeviceCheckWords, words => AssertPure(Sheet([new(words, CheckState.Good, words)])));

    [Theory]
    [InlineData(Signal.GreenSteady, "Đèn xanh lá phải sáng đều. Phải nghe thấy một tiếng ngắn.")]
    [InlineData(Signal.AmberSlow, "Đèn vàng phải nháy chậm. Phải nghe thấy hai tiếng, cao rồi thấp.")]
    [InlineData(Signal.RedDouble, "Đèn đỏ phải nháy đôi. Phải nghe thấy hai tiếng trầm.")]
    internal void A_signal_is_told_by_what_is_to_be_seen_and_heard(Signal signal, string expected) =>
        Assert.Equal(expected, new SignalWords(WithLampAndBuzzer(), AtNoon).Of(signal).Vietnamese);

    [Fact]
    public void What_is_silent_on_purpose_is_told()
    {
        var (muted, quiet) = (WithLampAndBuzzer(), WithLampAndBuzzer());
        muted.Buzzer.Volume = 0;
        (quiet.Night.From, quiet.Night.To) = ("11:00", "23:00");

        Assert.EndsWith("The volume is off: nothing sounds.", new SignalWords(muted, AtNoon).Of(Signal.GreenSteady).English, StringComparison.Ordinal);
        Assert.EndsWith("Quiet hours: nothing sounds.", new SignalWords(quiet, AtNoon).Of(Signal.GreenSteady).English, StringComparison.Ordinal);
        Assert.Equal("This terminal has no lamp. This terminal has no buzzer.", new SignalWords(new KioskOptions(), AtNoon).Of(Signal.GreenSteady).English);
    }

    [Fact]
    public void The_check_of_the_language_can_fail()
    {
        Assert.NotEmpty(VietnameseSpelling.MistakesIn("The journal failed; restart the service."));
        Assert.NotEmpty(VietnameseSpelling.MistakesIn("Độ tin cậy: FloorOnly."));
    }

    private static ManualTimeProvider AtNoon => new(new DateTimeOffset(2026, 11, 22, 5, 0, 0, TimeSpan.Zero));

    private static IEnumerable<Phrase> DeviceCheckWords =>
    [
        .. typeof(DeviceCheckPhrases).GetFields(BindingFlags.Public | BindingFlags.Static).Select(phrase => (Phrase)phrase.GetValue(null)!),
        DeviceCheckPhrases.JournalWhole(12), DeviceCheckPhrases.DiskSpace(1L << 40, 1), DeviceCheckPhrases.DiskSpace(1, 2),
        .. Enum.GetValues<Signal>().SelectMany(signal => Settings.Select(options => new SignalWords(options, AtNoon).Of(signal))),
    ];

    private static KioskOptions[] Settings
    {
        get
        {
            var (muted, quiet) = (WithLampAndBuzzer(), WithLampAndBuzzer());
            muted.Buzzer.Volume = 0;
            (quiet.Night.From, quiet.Night.To) = ("11:00", "23:00");
            return [new(), WithLampAndBuzzer(), muted, quiet];
        }
    }

    private static KioskOptions WithLampAndBuzzer() => new() { Lamp = new() { Red = "GPIO17", Green = "GPIO27" }, Buzzer = new() { Line = "GPIO18" } };

    private static IEnumerable<Phrase> Notices =>
        [TerminalNotices.FeedExpired(TestPki.Now)!, TerminalNotices.Revoked(TestPki.Now), TerminalNotices.ModeNotHeld(7), .. Failing.Select(state => TerminalNotices.Reader(state)!)];

    private static IEnumerable<TerminalHealth.Report> Reports =>
    [
        .. Readings.Select(reading => ReportOf([]) with { Clock = reading }),
        ReportOf([]) with { CacheAge = null, CacheGeneration = 0 },
        ReportOf([]) with { CacheAge = TimeSpan.FromDays(40) },
        .. Failing.Select(state => ReportOf([new(ReasonCode.CardReaderFault, Phrase.Untranslated("Waiting."), TerminalNotices.Reader(state))])),
        .. Enum.GetValues<ReasonCode>().Where(code => (ushort)code is >= 800 and < 900).Select(code => ReportOf([new(code, Phrase.Untranslated("The disk is full."))])),
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

    private static TerminalHealth.Report ReportOf(IReadOnlyList<OutOfService> outages) =>
        new(outages, Context: null, ReaderState.Ready, JournalSequence: 12, CacheGeneration: 3, TimeSpan.FromHours(5), new(TestPki.Now, ClockTrust.Attested), IsAlive: true) { JournalTaps = 12 };

    private static Screen.Readiness Sheet(IReadOnlyList<CheckLine> lines) => new("HN-01", lines, TestPki.Now);

    /// <param name="codes">Stable names, the same in every language.</param>
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
