using Kiosk.Cards;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Health;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.Health;

public sealed class KioskMetricsTests
{
    private static readonly TerminalHealth.Report Ready = new([], Context: null, ReaderState.Ready, 42, 3, TimeSpan.FromHours(2), new(TestPki.Now, ClockTrust.Rtc), IsAlive: true)
    {
        RevocationAge = TimeSpan.FromHours(3),
    };

    private readonly KioskMetrics metrics = new();

    [Fact]
    public void Taps_are_counted_by_their_reason_codes()
    {
        metrics.CountTap(ReasonCode.Admitted, TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(4));
        metrics.CountTap(ReasonCode.Admitted, TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(4));
        metrics.CountTap(ReasonCode.CardTimeout, TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(4));

        Assert.Equal(3, metrics.Taps);
        AssertLines($"kiosk_taps_total{{code=\"{ReasonTable.NameOf(ReasonCode.Admitted)}\"}} 2", "kiosk_taps_total{code=\"card.timeout\"} 1");
    }

    /// <summary>Any local user may read the metrics, even right after somebody's tap.</summary>
    [Fact]
    public void Reasons_that_tell_something_about_a_person_are_counted_together()
    {
        ReasonCode[] sensitive = [.. Enum.GetValues<ReasonCode>().Where(code => ReasonTable.NameOf(code) is var name
            && (name.StartsWith("cert.", StringComparison.Ordinal) || name.StartsWith("key.", StringComparison.Ordinal) || name.StartsWith("binding.", StringComparison.Ordinal)
                || name.StartsWith("admission.", StringComparison.Ordinal)
                || code is ReasonCode.RevocationRevoked or ReasonCode.RevocationOnHold or ReasonCode.RevocationIssuerRevoked))];

        Array.ForEach(sensitive, code => metrics.CountTap(code, TimeSpan.Zero, TimeSpan.Zero));

        AssertLines($"kiosk_taps_total{{code=\"not-admitted\"}} {sensitive.Length}");
        Assert.All(sensitive, code => Assert.DoesNotContain(ReasonTable.NameOf(code), metrics.ToText(Ready), StringComparison.Ordinal));
        Assert.Contains(ReasonCode.AdmissionSuspended, sensitive);
    }

    [Fact]
    public void Durations_fall_into_cumulative_buckets_by_their_upper_bounds()
    {
        metrics.CountTap(ReasonCode.Admitted, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(50));
        metrics.CountTap(ReasonCode.Admitted, TimeSpan.FromMilliseconds(251), TimeSpan.FromMilliseconds(51));
        metrics.CountTap(ReasonCode.Admitted, TimeSpan.FromSeconds(9), TimeSpan.FromMilliseconds(1));

        AssertLines(
            "kiosk_tap_card_seconds_bucket{le=\"0.1\"} 0",
            "kiosk_tap_card_seconds_bucket{le=\"0.25\"} 1",
            "kiosk_tap_card_seconds_bucket{le=\"0.5\"} 2",
            "kiosk_tap_card_seconds_bucket{le=\"4\"} 2",
            "kiosk_tap_card_seconds_bucket{le=\"+Inf\"} 3",
            "kiosk_tap_card_seconds_sum 9.501",
            "kiosk_tap_card_seconds_count 3",
            "kiosk_tap_terminal_seconds_bucket{le=\"0.05\"} 2");
    }

    [Fact]
    public void Health_is_shown_as_gauges() => AssertLines(
        "kiosk_ready 1", "kiosk_journal_sequence 42", "kiosk_cache_generation 3", "kiosk_cache_age_seconds 7200", "kiosk_revocation_age_seconds 10800", "kiosk_clock_trust 1");

    [Fact]
    public void A_terminal_with_an_obstacle_or_a_hanging_tap_is_not_ready()
    {
        var broken = Ready with { Outages = [new OutOfService(ReasonCode.TerminalJournal, Kiosk.Words.Phrase.Untranslated("The journal failed."))], CacheAge = null };

        Assert.Contains("kiosk_ready 0\n", metrics.ToText(broken), StringComparison.Ordinal);
        Assert.Contains("kiosk_cache_age_seconds NaN\n", metrics.ToText(broken), StringComparison.Ordinal);
        Assert.Contains("kiosk_ready 0\n", metrics.ToText(Ready with { IsAlive = false }), StringComparison.Ordinal);
        Assert.Equal("terminal.journal: The journal failed.", broken.Summary);
        Assert.Equal("A tap hangs.", (Ready with { IsAlive = false }).Summary);
    }

    private void AssertLines(params string[] expected)
    {
        var lines = metrics.ToText(Ready).Split('\n');
        Assert.All(expected, line => Assert.Contains(line, lines));
    }
}
