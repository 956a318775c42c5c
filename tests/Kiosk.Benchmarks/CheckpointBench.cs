using System.Diagnostics;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Durability;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Benchmarks;

/// <summary>What signing checkpoints costs a tap, and how long it takes to open a large journal and to find who came to the session in progress.</summary>
internal static class CheckpointBench
{
    private const string Terminal = "BENCH-01";
    private const int WarmUps = 10 * CheckpointLoop.Batch;
    private const int RawLength = 64 * 1024 * 1024;

    /// <summary>Segments that a session fills: about 20,000 arrivals.</summary>
    private const int SegmentsPerSession = 4;

    /// <summary>Much less than a card takes on the reader (50 ms) and people need to step up, and no more than a checkpoint takes.</summary>
    private static readonly TimeSpan BetweenTaps = TimeSpan.FromMilliseconds(2);

    private static readonly JournalKeys Keys = TestJournalKeys.Of(Terminal);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size) =>
    [
        await TailAsync("journal.append-signed.p99", size == BenchSize.Quick ? 6_400 : 19_200, BetweenTaps, 1.1),
        await TailAsync("journal.append-signed-without-pause.p99", size == BenchSize.Quick ? 6_400 : 19_200, TimeSpan.Zero, double.PositiveInfinity),
        Opening(size == BenchSize.Quick ? 256 : 1024),
    ];

    // Pairs, in alternating order, so that whatever slows the disk for a while slows both. One record in 64 completes a batch: had the tap to wait for its checkpoint, the 99th percentile would be such a tap's.
    private static async Task<Figure> TailAsync(string name, int taps, TimeSpan pause, double limit)
    {
        using var folder = new BenchFolder();
        using var signed = CheckInJournal.Open(folder.At("signed"), Terminal, Keys, new DurableFiles());
        using var unsigned = CheckInJournal.Open(folder.At("unsigned"), Terminal, Keys, new DurableFiles());
        using var loop = new CheckpointLoop(signed, TimeProvider.System, NullLogger<CheckpointLoop>.Instance);
        await loop.StartAsync(CancellationToken.None);
        var record = BenchRecord.Create();
        var both = new SideBySide();
        for (var tap = -WarmUps; tap < taps; tap++)
        {
            var bare = tap % 2 == 0 ? Tap(unsigned, record, pause) : 0;
            var ours = Tap(signed, record, pause);
            bare = tap % 2 == 0 ? bare : Tap(unsigned, record, pause);
            if (tap >= 0)
            {
                both.Add(ours, bare);
            }
        }

        await loop.StopAsync(CancellationToken.None);
        return both.ToTailFigure(name, limit);
    }

    private static double Tap(CheckInJournal journal, JournalRecord record, TimeSpan pause)
    {
        Thread.Sleep(pause);
        var begun = Stopwatch.GetTimestamp();
        journal.Append(record);
        return Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
    }

    private static Figure Opening(int megabytes)
    {
        using var folder = new BenchFolder();
        var path = folder.At("journal");
        Directory.CreateDirectory(path);
        Write(path, megabytes * 1024L * 1024);
        using (var journal = CheckInJournal.Open(path, Terminal, Keys, new DurableFiles()))
        {
            journal.SignCheckpoint();
        }

        var last = JournalFolder.Segments(path).TakeLast((int)(RawLength / CheckInJournal.DefaultSegmentLength)).ToList();
        var buffer = new byte[1024 * 1024];
        var session = SessionOf(JournalFolder.Segments(path).Count);
        return SideBySide.Measure(2, 9, () => Start(path, session), () => Read(last, buffer))
            .ToFigure($"journal.open-{megabytes}-MB", 3);
    }

    // As the terminal would have written it, with its checkpoints, without a sync for each record.
    private static void Write(string path, long length)
    {
        var (last, tree, checkpoints) = (ChainLink.Genesis(Terminal), new CompactRange(), 0UL);
        using var signed = File.Create(CheckpointFile.PathIn(path));
        for (var number = 1; number <= length / CheckInJournal.DefaultSegmentLength; number++)
        {
            var record = BenchRecord.Create() with { Context = SessionOf(number) };
            var frame = new byte[JournalFrame.LengthOf(record)];
            var perSegment = (CheckInJournal.DefaultSegmentLength - SegmentHeader.LengthFor(Terminal)) / frame.Length;
            var arrivals = new SegmentArrivals(number, last);
            using var segment = File.Create(JournalFolder.SegmentPath(path, number));
            segment.Write(SegmentHeader.Encode(number, last, Terminal));
            for (var index = 0; index < perSegment; index++)
            {
                last = new(last.Sequence + 1, JournalFrame.Encode(record, last, Keys.Frames, frame));
                segment.Write(frame);
                arrivals.Add(record);
                tree.Append(MerkleHash.OfLeaf(last.Hash.Span));
                if (tree.Size % CheckpointLoop.Batch == 0)
                {
                    var content = new Checkpoint(Terminal, tree.Size, tree.Root(), ++checkpoints, Keys.Kind, last.Hash, number, segment.Position, 0, null, tree.Subtrees);
                    signed.Write(CheckpointFile.Encode(SignedNote.Sign(content.ToText(), Keys.Signer)));
                }
            }

            File.WriteAllBytes(ArrivalExtract.PathIn(path, number), ArrivalExtract.Encode(arrivals, last, Keys.Frames));
        }
    }

    private static string SessionOf(int segment) => $"dai-hoi/phien-{segment / SegmentsPerSession}";

    private static void Start(string path, string session)
    {
        using var journal = CheckInJournal.Open(path, Terminal, Keys, new DurableFiles());
        if (journal.ArrivalsIn(session).Count == 0)
        {
            throw new InvalidOperationException("Nobody came.");
        }
    }

    private static void Read(List<string> segments, byte[] buffer)
    {
        foreach (var segment in segments)
        {
            PageCache.Forget(segment);
            using var file = RegularFile.Open(segment);
            for (var offset = 0L; RandomAccess.Read(file, buffer, offset) is > 0 and var read; offset += read)
            {
            }
        }
    }
}
