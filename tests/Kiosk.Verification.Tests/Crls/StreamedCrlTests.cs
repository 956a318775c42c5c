using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;

namespace Kiosk.Verification.Tests.Crls;

public sealed class StreamedCrlTests
{
    private const int EntryCount = 40_000;
    private static readonly Certificate Issuer = Certificate.Parse(TestPki.Issuing.Certificate);
    private static readonly Lazy<byte[]> LongList = new(() => Issue(EntryCount));
    private static readonly byte[] ShortList = Issue(3);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_streamed_list_says_what_the_same_list_in_memory_says(int entries)
    {
        var der = Issue(entries);
        var whole = CrlChecker.Check(CrlParser.Parse(der), [Issuer], AlgorithmPolicy.Default);

        var streamed = Check(der);

        Assert.Equal(whole.Facts.IssuerKeyHash.ToArray(), streamed.Facts.IssuerKeyHash.ToArray());
        Assert.Equal(
            (whole.Facts.ThisUpdate, whole.Facts.NextUpdate, whole.Facts.CrlNumber, whole.Facts.EntryCount),
            (streamed.Facts.ThisUpdate, streamed.Facts.NextUpdate, streamed.Facts.CrlNumber, streamed.Facts.EntryCount));
    }

    [Fact]
    public void Entries_that_lie_across_the_window_are_read_whole()
    {
        using var entries = new MemoryStream();
        Check(LongList.Value).ReadEntries((run, _) => entries.Write(run));

        Assert.Equal(CrlParser.Parse(LongList.Value).Entries.ToArray(), entries.ToArray());
    }

    [Fact]
    public void Head_entries_and_tail_are_the_list()
    {
        var streamed = Check(LongList.Value);
        using var whole = new MemoryStream();
        whole.Write(streamed.Head.Span);
        streamed.ReadEntries((run, _) => whole.Write(run));
        whole.Write(streamed.Tail.Span);

        Assert.Equal(LongList.Value, whole.ToArray());
    }

    [Fact]
    public void Its_index_is_the_one_of_the_list_in_memory()
    {
        var crl = CrlParser.Parse(LongList.Value);
        var whole = CrlChecker.Check(crl, [Issuer], AlgorithmPolicy.Default);
        var reader = new CrlEntryReader(crl.Entries.Span);

        var index = Check(LongList.Value).Index();

        Assert.Equal(EntryCount, index.Count);
        while (reader.MoveNext())
        {
            Assert.True(index.Contains(RevocationIndex.Hash(whole.Facts.IssuerKeyHash.Span, reader.SerialNumber)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65_537)]
    public void A_stream_may_give_as_little_at_a_time_as_it_likes(int step) =>
        Assert.Equal(3, StreamedCrl.Check(() => new SlowStream(ShortList, step), [Issuer], AlgorithmPolicy.Default).Facts.EntryCount);

    [Fact]
    public void A_list_cut_short_anywhere_is_refused()
    {
        for (var length = 0; length < ShortList.Length; length++)
        {
            Refuses(ShortList[..length]);
        }
    }

    [Fact]
    public void A_long_list_cut_short_is_refused() => Refuses(LongList.Value[..^1]);

    [Fact]
    public void A_list_with_any_one_bit_flipped_is_refused()
    {
        var flipped = ShortList.ToArray();
        for (var place = 0; place < flipped.Length; place++)
        {
            var bit = (byte)(1 << (place % 8));
            flipped[place] ^= bit;
            Refuses(flipped);
            flipped[place] ^= bit;
        }
    }

    [Fact]
    public void A_long_list_with_a_bit_flipped_in_the_midst_is_refused()
    {
        var flipped = LongList.Value.ToArray();
        flipped[flipped.Length / 2] ^= 1;

        Refuses(flipped);
    }

    [Fact]
    public void Bytes_behind_the_list_are_refused() => Refuses([.. ShortList, 0x00]);

    [Fact]
    public void A_list_that_claims_100_MB_is_refused_before_it_is_read()
    {
        var stream = new SlowStream([0x30, 0x84, 0x06, 0x00, 0x00, 0x00, .. new byte[1000]], 1000);

        Assert.Contains("longer than", Assert.Throws<CrlException>(() => StreamedCrl.Check(() => stream, [Issuer], AlgorithmPolicy.Default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_before_the_entries_that_claims_a_megabyte_is_refused() =>
        Refuses(CrlFields.Sequence(CrlFields.Sequence([0x02, 0x01, 0x01, 0x30, 0x83, 0x10, 0x00, 0x00, .. new byte[2_000_000]])));

    [Fact]
    public void An_entry_that_claims_a_megabyte_is_refused() =>
        Refuses(Fields(CrlFields.Sequence(CrlFields.Sequence(new byte[1_000_000]))).Sign(TestPki.Issuing.Key));

    [Fact]
    public void An_empty_list_of_entries_is_one_without_entries()
    {
        var streamed = Check(Fields([0x30, 0x00]).Sign(TestPki.Issuing.Key));

        Assert.Equal(0, streamed.Facts.EntryCount);
        Assert.False(streamed.Index().Contains(0));
        streamed.ReadEntries((_, _) => Assert.Fail("There is no entry."));
    }

    [Fact]
    public void Two_lists_of_entries_are_refused()
    {
        byte[] entry = [0x30, 0x12, 0x02, 0x01, 0x07, 0x17, 0x0D, .. "260101000000Z"u8];

        Assert.Equal(1, Check(Fields(CrlFields.Sequence(entry)).Sign(TestPki.Issuing.Key)).Facts.EntryCount);
        Refuses(Fields([.. CrlFields.Sequence(entry), .. CrlFields.Sequence(entry)]).Sign(TestPki.Issuing.Key));
        Refuses(Fields([0x30, 0x00, .. CrlFields.Sequence(entry)]).Sign(TestPki.Issuing.Key));
        Refuses(Fields([.. CrlFields.Sequence(entry), 0x30, 0x00]).Sign(TestPki.Issuing.Key));
        Refuses(Fields([0x30, 0x00, 0x30, 0x00]).Sign(TestPki.Issuing.Key));
    }

    [Fact]
    public void The_list_of_a_stranger_with_our_names_is_refused() => Refuses(TestTrust.ListOf(TestPki.ForeignIssuing));

    [Fact]
    public void A_removal_in_a_complete_list_is_refused()
    {
        var removal = new RevokedCertificate(new byte[] { 7 }, TestPki.Yesterday, CrlReason.RemoveFromCrl);

        Refuses(TestPki.Issuing.IssueCrl(TestPki.Yesterday, TestPki.Now, 1, [removal]));
    }

    [Fact]
    public void A_list_that_changes_after_the_check_is_not_believed()
    {
        var content = ShortList;
        var streamed = StreamedCrl.Check(() => new MemoryStream(content), [Issuer], AlgorithmPolicy.Default);

        content = Issue(3);

        Assert.Throws<CrlException>(() => streamed.ReadEntries((_, _) => { }));
        Assert.Throws<CrlException>(() => streamed.Index());
    }

    [Fact]
    public void The_frame_of_a_streamed_list_calls_nobody_good()
    {
        var frame = new CrlStreamReader(new MemoryStream(ShortList), (_, _) => { }).Read();

        Assert.Throws<InvalidOperationException>(() => frame.Crl.Find([9]));
    }

    [Fact]
    public void Damaged_lists_are_read_where_the_parser_reads_them_and_refused_where_it_refuses() => Prop.ForAll(
        ArbMap.Default.ArbFor<(int Place, byte Value, int Cut)>(),
        damage =>
        {
            var damaged = ShortList.ToArray();
            damaged[(damage.Place & int.MaxValue) % damaged.Length] = damage.Value;
            var der = damaged[..(damaged.Length - ((damage.Cut & int.MaxValue) % 3))];
            var inMemory = Record.Exception(() => CrlParser.Parse(der));
            var streamed = Record.Exception(() => new CrlStreamReader(new MemoryStream(der), (_, _) => { }).Read());
            return (inMemory, streamed) is (null, null) or (CrlException, CrlException);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Any_bytes_are_read_or_refused_with_the_own_exception() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => Record.Exception(() => new CrlStreamReader(new MemoryStream(bytes), (_, _) => { }).Read()) is null or CrlException).QuickCheckThrowOnFailure();

    [Fact]
    public void Eight_hashes_at_once_are_the_librarys()
    {
        var issuerKeyHash = RandomNumberGenerator.GetBytes(32);
        var lanes = new RevocationHashLanes(issuerKeyHash);
        var hashes = new ulong[RevocationHashLanes.Count];
        for (var length = 0; length <= 20; length++)
        {
            var serialNumbers = Enumerable.Range(1, hashes.Length).Select(_ => RandomNumberGenerator.GetBytes(length)).ToArray();
            Array.ForEach(serialNumbers, serial => serial.AsSpan(0, Math.Min(1, length)).Fill(0x5A));
            for (var lane = 0; lane < hashes.Length; lane++)
            {
                lanes.Set(lane, serialNumbers[lane]);
            }

            lanes.Hash(hashes);

            Assert.Equal(serialNumbers.Select(serial => RevocationIndex.Hash(issuerKeyHash, serial)), hashes);
        }
    }

    private static CrlFields Fields(byte[] entries) => new() { Issuer = Issuer.Subject.ToArray(), Entries = entries };

    private static StreamedCrl Check(byte[] der) => StreamedCrl.Check(() => new MemoryStream(der), [Issuer], AlgorithmPolicy.Default);

    private static void Refuses(byte[] der) => Assert.Throws<CrlException>(() => Check(der));

    private static byte[] Issue(int entries) => TestPki.Issuing.IssueCrl(
        TestPki.Yesterday,
        TestPki.Yesterday.AddDays(7),
        5,
        Enumerable.Range(1, entries).Select(entry => new RevokedCertificate(
            (byte[])[(byte)((entry & 0x7F) | 1), .. RandomNumberGenerator.GetBytes((entry % 16) + 3)], TestPki.Yesterday, entry % 3 == 0 ? CrlReason.KeyCompromise : CrlReason.Unspecified)));

    private sealed class SlowStream(byte[] content, int step) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, step)]);
    }
}
