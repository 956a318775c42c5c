using System.Collections.Concurrent;
using System.Text;
using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Health;

/// <summary>
/// Counts taps by outcome, with their durations, in Prometheus text format 0.0.4. Nothing in it points to a person: reading it right after a tap reveals the state of
/// reader, clock and terminal, and about the card only that it was not admitted.
/// </summary>
internal sealed class KioskMetrics
{
    /// <summary>Stands for every reason that would reveal something about a person or their card.</summary>
    public const string NotAdmitted = "not-admitted";

    private static readonly double[] BucketSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2, 4];

    private readonly ConcurrentDictionary<string, long> taps = new(StringComparer.Ordinal);
    private readonly long[] cardBuckets = new long[BucketSeconds.Length + 1];
    private readonly long[] terminalBuckets = new long[BucketSeconds.Length + 1];
    private long cardTicks;
    private long terminalTicks;

    /// <summary>Starts counting a terminal's taps.</summary>
    public static KioskMetrics Of(CheckInEvents events)
    {
        var metrics = new KioskMetrics();
        events.Answered += outcome => metrics.CountTap(outcome.Code, outcome.CardTime, outcome.TerminalTime);
        return metrics;
    }

    public long Taps => taps.Values.Sum();

    /// <summary>The label for a reason. A code not listed here is not disclosed, so a new one stays private until somebody has considered it.</summary>
    public static string LabelOf(ReasonCode code) => code switch
    {
        ReasonCode.Admitted
            or ReasonCode.CardRemoved or ReasonCode.CardUnsupported or ReasonCode.CardMalformed or ReasonCode.CardTimeout
            or ReasonCode.CardSwapped or ReasonCode.CardTwoInField or ReasonCode.CardReaderFault
            or ReasonCode.RevocationStale or ReasonCode.RevocationUnknown
            or ReasonCode.ClockUntrusted or ReasonCode.ClockBehind
            or ReasonCode.TerminalJournal or ReasonCode.TerminalCache or ReasonCode.TerminalOutOfService or ReasonCode.TerminalFeed or ReasonCode.TerminalRevoked or ReasonCode.TerminalNoAccess or ReasonCode.TerminalLocked => ReasonTable.NameOf(code),
        _ => NotAdmitted,
    };

    /// <param name="card">Time spent waiting for the card.</param>
    /// <param name="terminal">The rest of the time from arrival to receipt.</param>
    public void CountTap(ReasonCode code, TimeSpan card, TimeSpan terminal)
    {
        taps.AddOrUpdate(LabelOf(code), 1, static (_, count) => count + 1);
        Observe(cardBuckets, ref cardTicks, card);
        Observe(terminalBuckets, ref terminalTicks, terminal);
    }

    public string ToText(TerminalHealth.Report health)
    {
        var text = new StringBuilder();
        text.Append("# HELP kiosk_taps_total Taps by outcome.\n# TYPE kiosk_taps_total counter\n");
        foreach (var (label, count) in taps.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append($"kiosk_taps_total{{code=\"{label}\"}} {count}\n");
        }

        AppendHistogram(text, "kiosk_tap_card_seconds", "Time spent waiting for the card.", cardBuckets, cardTicks);
        AppendHistogram(text, "kiosk_tap_terminal_seconds", "The rest of the time from arrival to receipt.", terminalBuckets, terminalTicks);
        AppendGauge(text, "kiosk_ready", "1 when a card would be read and recorded.", health.IsReady ? 1 : 0);
        AppendGauge(text, "kiosk_journal_sequence", "Number of the last journal record.", health.JournalSequence);
        AppendGauge(text, "kiosk_journal_signing", "1 while checkpoints can be signed, 0 while that fails.", health.NotSigned is null ? 1 : 0);
        AppendGauge(text, "kiosk_cache_generation", "Number of the cache generation in use, 0 for none.", health.CacheGeneration);
        AppendGauge(text, "kiosk_cache_age_seconds", "Age of the newest data in the cache.", health.CacheAge?.TotalSeconds ?? double.NaN);
        AppendGauge(text, "kiosk_revocation_age_seconds", "Age of the oldest revocation list.", health.RevocationAge?.TotalSeconds ?? double.NaN);
        AppendGauge(text, "kiosk_clock_trust", "0 floor only, 1 battery-backed clock, 2 attested.", (int)health.Clock.Trust);
        if (health.Enrolment is { } enrolment)
        {
            AppendGauge(text, "kiosk_enrolled", "1 while the terminal's certificates are in force.", enrolment.IsInForce ? 1 : 0);
            AppendGauge(text, "kiosk_enrolment_revoked", "1 when the feed revokes the terminal's key.", enrolment.RevokedAt is null ? 0 : 1);
            AppendGauge(text, "kiosk_enrolment_renewal_due", "1 once half of the certificates' life is over.", enrolment.Stage is EnrolmentStage.RenewalDue or EnrolmentStage.Expired ? 1 : 0);
            AppendGauge(text, "kiosk_enrolment_end_seconds", "Time until the certificates end.", (enrolment.Until - health.Clock.Instant)?.TotalSeconds ?? double.NaN);
            AppendGauge(text, "kiosk_device_key_in_tpm", "1 when the terminal's keys are in a TPM.", enrolment.KeyKind is "tpm" ? 1 : 0);
        }

        return text.ToString();
    }

    private static void Observe(long[] buckets, ref long totalTicks, TimeSpan duration)
    {
        var index = Array.FindIndex(BucketSeconds, bound => duration.TotalSeconds <= bound);
        Interlocked.Increment(ref buckets[index < 0 ? BucketSeconds.Length : index]);
        Interlocked.Add(ref totalTicks, duration.Ticks);
    }

    private static void AppendHistogram(StringBuilder text, string name, string help, long[] buckets, long totalTicks)
    {
        text.Append($"# HELP {name} {help}\n# TYPE {name} histogram\n");
        long sum = 0;
        for (var index = 0; index < buckets.Length; index++)
        {
            sum += Interlocked.Read(ref buckets[index]);
            text.Append($"{name}_bucket{{le=\"{(index < BucketSeconds.Length ? BucketSeconds[index].ToString() : "+Inf")}\"}} {sum}\n");
        }

        text.Append($"{name}_sum {TimeSpan.FromTicks(totalTicks).TotalSeconds}\n{name}_count {sum}\n");
    }

    private static void AppendGauge(StringBuilder text, string name, string help, double value) =>
        text.Append($"# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
}
