using System.Globalization;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Durability;

namespace Kiosk.Benchmarks;

/// <summary>A year's journal: a thousand arrivals a session, as a terminal writes them.</summary>
internal static class JournalGrowth
{
    private const string Terminal = "BENCH-01";
    private const int PerSession = 1000;
    private const int Taps = 500;

    private static readonly int[] Sizes = [4_000, 40_000, 400_000];
    private static readonly JournalKeys Keys = TestJournalKeys.Of(Terminal);

    public static GrowthTable Measure()
    {
        var table = new GrowthTable("records of a journal", Sizes);
        foreach (var size in Sizes)
        {
            using var folder = new BenchFolder();
            var path = folder.At("journal");
            Write(path, size);
            var session = SessionOf(size - 1);
            table.Time("start: opening it", grows: false, rounds: 5, () => Open(path).Dispose());
            using (var journal = Open(path))
            {
                // A look at the extract of each segment.
                table.Time("start: who came to the session in progress", grows: true, rounds: 5, () => _ = journal.ArrivalsIn(session).Count);
                var record = BenchRecord.Create() with { Context = session };
                table.Time("tap: a record", grows: false, Taps, () => journal.Append(record));
                var last = journal.LastSequence.Value;
                // All checkpoints are read once.
                table.Time("start: the first batch to send", grows: true, rounds: 5, () => new BatchReader(path, Terminal, Keys.Frames).Read(last - 100, last));
                var reader = new BatchReader(path, Terminal, Keys.Frames);
                table.Time("upload: the newest batch", grows: false, rounds: 9, () => reader.Read(last - 100, last));
            }

            table.Time("report: reading all of it", grows: true, rounds: 3, () => _ = JournalReader.Open(path).Read().Count());
            table.Time("report: verifying all of it", grows: true, rounds: 3, () => JournalVerifier.Verify(path, _ => Keys.Signer.Key, Keys.Frames));
        }

        return table;
    }

    private static void Write(string path, int records)
    {
        using var journal = Open(path);
        var record = BenchRecord.Create();
        for (var number = 0; number < records; number++)
        {
            journal.Append(record with { Context = SessionOf(number) });
            if (journal.Unsigned >= CheckpointLoop.Batch)
            {
                journal.SignCheckpoint();
            }
        }

        journal.SignCheckpoint();
    }

    private static CheckInJournal Open(string path) => CheckInJournal.Open(path, Terminal, Keys, new DurableFiles());

    private static string SessionOf(int record) => string.Create(CultureInfo.InvariantCulture, $"dai-hoi/phien-{record / PerSession}");
}
