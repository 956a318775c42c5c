using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// Treats the same card within three seconds as one tap: the earlier answer is shown again and nothing is recorded. A tap counts as the same only if certificate
/// <em>and</em> verdict are the same, so a cloned certificate held up right after the original gets its own answer.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the service; its timer runs for three seconds after a tap.")]
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

    /// <summary>Returns the earlier outcome if this is the same tap; each recall restarts the window.</summary>
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

    /// <summary>Answers the next tap anew, whoever's it is.</summary>
    public void Clear() => Volatile.Write(ref last, null);

    // An outcome may contain a name, so don't keep it beyond the window.
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
