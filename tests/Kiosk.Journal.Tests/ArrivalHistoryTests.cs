using Kiosk.Durability;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

/// <summary>Twelve arrivals in several segments of which none but the last is read at a start, because an extract of each lies beside it.</summary>
public sealed class ArrivalHistoryTests : IDisposable
{
    private const string Session = "dai-hoi-2026/phien-1";
    private const int SegmentLength = 1_200;

    // By the journal's folder and the path of its first extract.
    private static readonly Dictionary<string, Action<string, string>> Tampered = new(StringComparer.Ordinal)
    {
        ["missing"] = (_, extract) => File.Delete(extract),
        ["flipped in the directory"] = (_, extract) => File.WriteAllBytes(extract, Flipped(extract, 60)),
        ["flipped in the list"] = (_, extract) => File.WriteAllBytes(extract, Flipped(extract, ^20)),
        ["shortened"] = (_, extract) => File.WriteAllBytes(extract, File.ReadAllBytes(extract)[..^40]),
        ["another segment's"] = (journal, extract) => File.Copy(ArrivalExtract.PathIn(journal, 2), extract, overwrite: true),
        ["another key's"] = (_, extract) => File.WriteAllBytes(extract, ExtractUnder(TestJournalKeys.Of(Terminal, "other").Frames, ArrivalExtract.TryRead(extract, Keys.Frames)!.End)),
        ["an earlier journal's"] = (_, extract) => File.WriteAllBytes(extract, ExtractUnder(Keys.Frames, new(4, new byte[32]))),
        ["a folder"] = (_, extract) =>
        {
            File.Delete(extract);
            Directory.CreateDirectory(extract);
        },
    };

    private readonly TestFolder folder = TestFolder.Fast();

    public ArrivalHistoryTests()
    {
        using var journal = Open(folder.Path, segmentLength: SegmentLength);
        for (var number = 1; number <= 12; number++)
        {
            journal.Append(Arrival(number));
        }

        journal.SignCheckpoint();
    }

    private string Extract => ArrivalExtract.PathIn(folder.Path, 1);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Everybody_is_found_in_the_order_in_which_they_came()
    {
        using var journal = Reopen();
        journal.Append(Arrival(13));

        var found = journal.ArrivalsIn(Session);

        Assert.Equal(Enumerable.Range(1, 13).Select(number => Text(Arrival(number))), found.Select(Text));
    }

    [Fact]
    public void Nobody_is_found_of_a_session_that_was_not_held()
    {
        using var journal = Reopen();

        Assert.Empty(journal.ArrivalsIn("dai-hoi-2026/phien-2"));
    }

    [Fact]
    public void Segments_whose_extract_is_there_are_not_read()
    {
        foreach (var segment in JournalFolder.Segments(folder.Path).SkipLast(2))
        {
            using var file = File.OpenHandle(segment, FileMode.Open, FileAccess.Write);
            RandomAccess.Write(file, [0xFF], 300);
        }

        using var journal = Reopen();

        Assert.Equal(12, journal.ArrivalsIn(Session).Count);
    }

    public static TheoryData<string> Tampering => [.. Tampered.Keys];

    [Theory]
    [MemberData(nameof(Tampering))]
    public void An_extract_that_is_not_as_the_terminal_wrote_it_is_not_believed_and_the_segment_is_read(string what)
    {
        Tamper(what);
        using var journal = Reopen();

        Assert.Equal(Enumerable.Range(1, 12).Select(number => Text(Arrival(number))), journal.ArrivalsIn(Session).Select(Text));
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public void Without_an_extract_to_believe_a_forged_segment_is_found_out(string what)
    {
        Tamper(what);
        using (var file = File.OpenHandle(JournalFolder.SegmentPath(folder.Path, 1), FileMode.Open, FileAccess.Write))
        {
            RandomAccess.Write(file, [0xFF], 300);
        }

        using var journal = Reopen();

        Assert.Throws<JournalBrokenException>(() => journal.ArrivalsIn(Session));
    }

    [Fact]
    public void A_segment_that_had_to_be_read_gets_its_extract()
    {
        File.Delete(Extract);
        using (var journal = Reopen())
        {
            journal.ArrivalsIn(Session);
        }

        Assert.Equal(1, ArrivalExtract.TryRead(Extract, Keys.Frames)!.Segment);
    }

    [Fact]
    public void A_segment_of_another_terminal_is_not_counted()
    {
        File.Delete(Extract);
        var other = Path.Combine(folder.Path, "other");
        using (var journal = CheckInJournal.Open(other, Terminal, TestJournalKeys.Of(Terminal, "other"), new DurableFiles(), SegmentLength))
        {
            Enumerable.Range(1, 12).ToList().ForEach(number => journal.Append(Arrival(number)));
        }

        File.Copy(JournalFolder.SegmentPath(other, 1), JournalFolder.SegmentPath(folder.Path, 1), overwrite: true);
        using var own = Reopen();

        Assert.Throws<JournalBrokenException>(() => own.ArrivalsIn(Session));
    }

    private static string Text(JournalRecord record) => Text(RecordedArrival.In(record)!);

    private static string Text(RecordedArrival arrival) => $"{Convert.ToHexString(arrival.Pseudonym.Span)} {arrival.Instant:O} {arrival.Door} {arrival.Counts}";

    private CheckInJournal Reopen() => Open(folder.Path, segmentLength: SegmentLength);

    private void Tamper(string what) => Tampered[what](folder.Path, Extract);

    private static byte[] Flipped(string path, Index at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        return bytes;
    }

    private static byte[] ExtractUnder(FrameKey key, ChainLink end) => ArrivalExtract.Encode(new(1, ChainLink.Genesis(Terminal)), end, key);
}
