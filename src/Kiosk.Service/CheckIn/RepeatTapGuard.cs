using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// The same card within three seconds is one tap: the earlier answer is shown again and nothing is recorded. Only a tap with the same certificate <em>and</em>
/// the same verdict is the same card: a copy held up right after the original gets its own answer.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the service, and its timer runs for three seconds after a tap.")]
internal sealed class RepeatTapGuard
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly TimeProvider time;
    private readonly ITimer forgetting;
    private Entry? last;

    public RepeatTapGuard(TimeProvider time)
    {
        this.time = time;
        forgetting = time.CreateTimer(_ => Forget(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The earlier outcome, where this is the same tap; holding the card there longer extends the window.</summary>
    public CheckInOutcome? Recall(ReadOnlySpan<byte> certificate, ReasonCode verdictCode, string occasion)
    {
        var earlier = Volatile.Read(ref last);
        if (earlier is null || time.GetElapsedTime(earlier.Timestamp) >= Window || !earlier.IsSame(SHA256.HashData(certificate), verdictCode, occasion))
        {
            return null;
        }

        Volatile.Write(ref last, earlier with { Timestamp = time.GetTimestamp() });
        return earlier.Outcome;
    }

    public void Remember(ReadOnlySpan<byte> certificate, ReasonCode verdictCode, string occasion, CheckInOutcome outcome)
    {
        last = new Entry(SHA256.HashData(certificate), verdictCode, occasion, outcome, time.GetTimestamp());
        forgetting.Change(Window, Timeout.InfiniteTimeSpan);
    }

    // An answer may hold a name: it is not kept for a tap that may come in an hour.
    private void Forget()
    {
        if (Volatile.Read(ref last) is { } entry)
        {
            var left = Window - time.GetElapsedTime(entry.Timestamp);
            if (left > TimeSpan.Zero || Interlocked.CompareExchange(ref last, null, entry) != entry)
            {
                forgetting.Change(left > TimeSpan.Zero ? left : Window, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private sealed record Entry(byte[] CertificateHash, ReasonCode VerdictCode, string Occasion, CheckInOutcome Outcome, long Timestamp)
    {
        public bool IsSame(byte[] certificateHash, ReasonCode verdictCode, string occasion) =>
            VerdictCode == verdictCode && Occasion == occasion && CertificateHash.AsSpan().SequenceEqual(certificateHash);
    }
}
