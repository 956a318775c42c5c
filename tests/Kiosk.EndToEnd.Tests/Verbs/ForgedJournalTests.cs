using Kiosk.Durability;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>What <c>kiosk log verify --journal</c> says of a copy that somebody without the terminal's key changed: 12 records, signed at 5 and at 10, everything computed anew that needs no key.</summary>
public sealed class ForgedJournalTests : IDisposable
{
    private const string Terminal = "HN-01";

    private static readonly JournalKeys Keys = TestJournalKeys.Of(Terminal);
    private static readonly FrameKey NoKey = new(new byte[32]);

    private readonly TestFolder folder = new();

    public ForgedJournalTests()
    {
        Write(Journal, Terminal, Keys);
        File.WriteAllText(folder["HN-01.pub"], $"{Keys.Signer.Key}\n");
        File.WriteAllText(folder["kiosk.json"], $$"""{ "Kiosk": { "TerminalId": "HN-09", "DataFolder": "{{folder["data"]}}" } }""");
    }

    private string Journal => folder["journal-HN-01"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_journal_itself_is_whole_and_its_last_two_records_are_not_signed_yet()
    {
        var verified = (await VerifyAsync()).AssertExit(0).Json;

        Assert.Equal((12UL, 10UL), (verified.GetProperty("records").GetUInt64(), verified.GetProperty("signedRecords").GetUInt64()));
        Assert.Equal(Keys.Signer.Key.Id.ToString("x8", null), verified.GetProperty("signedBy").GetString());
    }

    [Fact]
    public async Task An_edited_record() => await AssertBrokenAsync(records => [.. records.Take(6), records[6] with { Door = "9" }, .. records.Skip(7)], "record 6, or one after it up to record 10, is not what the terminal signed in checkpoint 2");

    [Fact]
    public async Task A_deleted_record() => await AssertBrokenAsync(records => [.. records.Take(6), .. records.Skip(7)], "record 6, or one after it up to record 10, is not what the terminal signed in checkpoint 2");

    [Fact]
    public async Task An_inserted_record() => await AssertBrokenAsync(records => [.. records.Take(7), Arrival(99), .. records.Skip(7)], "record 6, or one after it up to record 10, is not what the terminal signed in checkpoint 2");

    [Fact]
    public async Task Two_records_in_the_other_order() => await AssertBrokenAsync(records => [.. records.Take(6), records[7], records[6], .. records.Skip(8)], "record 6, or one after it up to record 10, is not what the terminal signed in checkpoint 2");

    [Fact]
    public async Task A_truncated_journal() => await AssertBrokenAsync(records => [.. records.Take(8)], "the terminal signed 10 records, and there are 8: records 9 to 10 are missing");

    [Fact]
    public async Task The_records_of_another_terminal()
    {
        Write(folder["other"], "HN-02", TestJournalKeys.Of("HN-02"));
        File.Copy(JournalFolder.SegmentPath(folder["other"], 1), JournalFolder.SegmentPath(Journal, 1), overwrite: true);

        await AssertBrokenAsync("checkpoint 1 is of terminal HN-01, not HN-02");
    }

    [Fact]
    public async Task Everything_written_anew_with_another_key()
    {
        Directory.Delete(Journal, recursive: true);
        Write(Journal, Terminal, TestJournalKeys.Of(Terminal, "forger"));

        await AssertBrokenAsync("checkpoint 1 is not signed by the key of terminal HN-01");
    }

    private static JournalRecord Arrival(int number) => new(
        new(DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(number), ClockTrust.Attested), JournalMode.Meeting, "dai-hoi/phien-1", "2", default, JournalOutcome.Denied, ReasonCode.RevocationRevoked, default);

    private static void Write(string journal, string terminal, JournalKeys keys)
    {
        using var written = CheckInJournal.Open(journal, terminal, keys, new DurableFiles());
        foreach (var number in Enumerable.Range(1, 12))
        {
            written.Append(Arrival(number));
            Assert.True(number % 5 != 0 || written.SignCheckpoint() is not null);
        }
    }

    private async Task AssertBrokenAsync(Func<JournalRecord[], JournalRecord[]> forge, string what)
    {
        Rewrite(forge);
        await AssertBrokenAsync(what);
    }

    private void Rewrite(Func<JournalRecord[], JournalRecord[]> forge)
    {
        var genuine = JournalReader.Open(Journal).Read().Select(entry => entry.Record).ToArray();
        var forged = forge(genuine);
        var same = forged.Zip(genuine).TakeWhile(pair => ReferenceEquals(pair.First, pair.Second)).Count();
        var last = ChainLink.Genesis(Terminal);
        using var segment = File.Create(JournalFolder.SegmentPath(Journal, 1));
        segment.Write(SegmentHeader.Encode(1, last, Terminal));
        foreach (var (index, record) in forged.Index())
        {
            var frame = new byte[JournalFrame.LengthOf(record)];
            last = new(last.Sequence + 1, JournalFrame.Encode(record, last, index < same ? Keys.Frames : NoKey, frame));
            segment.Write(frame);
        }
    }

    private async Task AssertBrokenAsync(string what)
    {
        var verified = (await VerifyAsync()).AssertExit(1).Json;

        Assert.False(verified.GetProperty("whole").GetBoolean());
        Assert.Contains(what, verified.GetProperty("break").GetString(), StringComparison.Ordinal);
    }

    private Task<Ended> VerifyAsync() => KioskProcess.RunAsync("log", "verify", "--journal", Journal, "--terminals", folder["HN-01.pub"], "--json", "--config", folder["kiosk.json"]);
}
