using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Testing.Durability;

namespace Kiosk.Benchmarks;

/// <summary>Journal append compared with a bare write and fsync of the same length on the same disk.</summary>
internal static class JournalBench
{
    public static Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        using var folder = new BenchFolder();
        using var journal = CheckInJournal.Open(folder.At("journal"), "BENCH-01", TestJournalKeys.Of("BENCH-01"), new DurableFiles());
        using var bare = new BareFile(folder.At("bare"));
        var record = BenchRecord.Create();
        var frame = RandomNumberGenerator.GetBytes(JournalFrame.LengthOf(record));
        var both = SideBySide.Measure(100, size == BenchSize.Quick ? 1000 : 5000, () => journal.Append(record), () => bare.Append(frame));
        return Task.FromResult<IReadOnlyList<Figure>>([both.ToFigure("journal.append", 1.5)]);
    }
}
