using System.Security.Cryptography;
using System.Text;
using Kiosk.Durability;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Journal.Tests;

/// <summary>Sample records and journals.</summary>
internal static class JournalSamples
{
    public const string Terminal = "hall-a-door-2";

    public static readonly JournalKeys Keys = TestJournalKeys.Of(Terminal);

    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);

    /// <summary>An arrival that is unique for its number, with a sealed part that looks like ciphertext.</summary>
    public static JournalRecord Arrival(int number, int sealedLength = 60) => new(
        new(Morning.AddSeconds(number), ClockTrust.Attested),
        JournalMode.Meeting,
        "dai-hoi-2026/phien-1",
        "Cửa số 2",
        SHA256.HashData(Encoding.UTF8.GetBytes($"person {number}")),
        JournalOutcome.Admitted,
        ReasonCode.Admitted,
        Noise(number, sealedLength));

    public static byte[] Noise(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static CheckInJournal Open(string folder, IDurableFiles? files = null, long segmentLength = CheckInJournal.DefaultSegmentLength) =>
        CheckInJournal.Open(folder, Terminal, Keys, files ?? new DurableFiles(), segmentLength);

    /// <summary>Writes a journal with this many admissions and closes it.</summary>
    /// <returns>The end of the header and of each frame in the first segment, in bytes.</returns>
    public static long[] Write(string folder, int frames, long segmentLength = CheckInJournal.DefaultSegmentLength)
    {
        using var journal = Open(folder, segmentLength: segmentLength);
        var first = JournalFolder.SegmentPath(folder, 1);
        var ends = new List<long> { new FileInfo(first).Length };
        for (var number = 1; number <= frames; number++)
        {
            journal.Append(Arrival(number));
            ends.Add(new FileInfo(first).Length);
        }

        return [.. ends];
    }

    /// <summary>Writes a journal of several segments, with a checkpoint after each of these records, and closes it.</summary>
    /// <returns>The number of segments.</returns>
    public static int WriteSigned(string folder, int frames, int[] signedAt)
    {
        using var journal = Open(folder, segmentLength: 2_000);
        for (var number = 1; number <= frames; number++)
        {
            journal.Append(Arrival(number));
            if (signedAt.Contains(number))
            {
                journal.SignCheckpoint();
            }
        }

        return JournalFolder.Segments(folder).Count;
    }

    public static void Append(CheckInJournal journal, int from, int to)
    {
        for (var number = from; number <= to; number++)
        {
            journal.Append(Arrival(number));
        }
    }

    public static void AssertSame(JournalRecord expected, JournalRecord actual)
    {
        Assert.Equal(expected.Pseudonym.ToArray(), actual.Pseudonym.ToArray());
        Assert.Equal(expected.Sealed.ToArray(), actual.Sealed.ToArray());
        Assert.Equal(
            expected with { Pseudonym = default, Sealed = default },
            actual with { Pseudonym = default, Sealed = default });
    }
}
