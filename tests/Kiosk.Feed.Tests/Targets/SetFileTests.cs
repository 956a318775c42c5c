using System.Buffers.Binary;
using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using static Kiosk.Feed.Tests.Targets.Sets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class SetFileTests
{
    // Fixed part 12, province 2, version 8, count 4 bytes.
    private const int HeaderLength = 26;

    private static readonly SetRow[] TwoRows = [Member(0x0001, 1), Member(0x0002, 1, "another")];

    [Fact]
    public void A_snapshots_rows_are_read_back()
    {
        var file = Snapshot(TwoRows, version: 17);
        var reader = new SetFileReader(new MemoryStream(file), file.Length);

        Assert.Equal(new SetHeader(Province, DataClass.Members, 17, null, 2), reader.Header);
        Assert.Equal(TwoRows.Select(Text), Read(file).Select(Text));
    }

    [Fact]
    public void A_deltas_changes_are_read_back_including_removals()
    {
        var file = Delta([new(TwoRows[0].Key, default), new(TwoRows[1].Key, TwoRows[1].Value)], from: 3, version: 5);
        var reader = new SetFileReader(new MemoryStream(file), file.Length);

        Assert.Equal(new SetHeader(Province, DataClass.Members, 5, 3, 2), reader.Header);
        Assert.Equal([true, false], reader.Changes().Select(change => change.IsRemoval).ToList());
    }

    [Fact]
    public void The_encoding_matches_its_documentation()
    {
        var file = Snapshot([new(Enumerable.Range(1, 16).Select(i => (byte)i).ToArray(), new byte[] { 0xAA, 0xBB })], version: 258);

        Assert.Equal(
            "4B494F534B534554" + "01" + "01" + "01" + "02" + "3031" + "0000000000000102" + "00000001" + "10" + "00000002" + "0102030405060708090A0B0C0D0E0F10" + "AABB",
            Convert.ToHexString(file));
    }

    [Fact]
    public void A_file_truncated_anywhere_is_refused()
    {
        var file = Snapshot(TwoRows);

        Assert.All(Enumerable.Range(0, file.Length), length => Assert.Throws<TargetFormatException>(() => Read(file[..length], file.Length)));
        Assert.All(Enumerable.Range(0, file.Length), length => Assert.Throws<TargetFormatException>(() => Read(file, length)));
    }

    [Fact]
    public void A_byte_after_the_last_row_is_refused()
    {
        var file = Snapshot(TwoRows);

        Assert.Throws<TargetFormatException>(() => Read([.. file, 0]));
        Assert.Throws<TargetFormatException>(() => Read([.. file, 0], file.Length));
    }

    [Fact]
    public void Rows_out_of_order_or_with_duplicate_keys_are_neither_read_nor_written()
    {
        var (one, two) = (Snapshot([TwoRows[0]])[HeaderLength..], Snapshot([TwoRows[1]])[HeaderLength..]);
        var header = Snapshot(TwoRows)[..HeaderLength];

        Assert.Equal(2, Read([.. header, .. one, .. two]).Count);
        Assert.Throws<TargetFormatException>(() => Read([.. header, .. two, .. one]));
        Assert.Throws<TargetFormatException>(() => Read([.. header, .. one, .. one]));
        Assert.Throws<ArgumentException>(() => Snapshot([TwoRows[1], TwoRows[0]]));
        Assert.Throws<ArgumentException>(() => Snapshot([TwoRows[0], TwoRows[0]]));
    }

    [Theory]
    [InlineData(0, 0x4C)]
    [InlineData(8, 2)]
    [InlineData(9, 0)]
    [InlineData(9, 3)]
    [InlineData(10, 0)]
    [InlineData(10, 4)]
    [InlineData(11, 0)]
    [InlineData(11, 17)]
    [InlineData(12, (byte)'A')]
    [InlineData(14, 0x80)]
    [InlineData(22, 0x80)]
    [InlineData(22, 0x01)]
    public void A_header_with_an_invalid_value_is_refused(int place, byte value)
    {
        var file = Snapshot(TwoRows);
        file[place] = value;

        Assert.Throws<TargetFormatException>(() => Read(file));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(MemberSeal.MaxLength + 1)]
    public void An_impossible_length_is_refused_before_allocation(int valueLength)
    {
        var file = Snapshot(TwoRows);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(HeaderLength + 1), valueLength);
        Read(Snapshot(TwoRows));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<TargetFormatException>(() => Read(file, int.MaxValue));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void A_row_count_that_cannot_fit_is_refused_at_once()
    {
        var file = Snapshot(TwoRows);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(22), DataClasses.MaxRowCount);

        Assert.Contains("do not fit", Assert.Throws<TargetFormatException>(() => new SetFileReader(new MemoryStream(file), file.Length)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removal_in_a_snapshot_is_refused() =>
        Assert.Throws<ArgumentException>(() => Snapshot([new(TwoRows[0].Key, default)]));

    [Fact]
    public void A_delta_that_leads_backwards_is_refused()
    {
        var file = Delta([], from: 3, version: 3);

        Assert.Throws<TargetFormatException>(() => new SetFileReader(new MemoryStream(file), file.Length));
    }

    [Fact]
    public void A_key_of_another_class_is_refused()
    {
        var file = Snapshot(TwoRows);
        file[10] = (byte)DataClass.Rosters;

        Assert.Throws<TargetFormatException>(() => Read(file));
    }

    [Fact]
    public void A_compressed_file_opens_by_its_description_and_an_uncompressed_one_does_not()
    {
        var rows = new[] { new SetRow(MeetingKey, "{}"u8.ToArray()) };
        var plain = Snapshot(rows, dataClass: DataClass.Meetings);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        var target = new SetTarget.Snapshot(new(Province, DataClass.Meetings, 1, 1, 0, DigestOf(rows, DataClass.Meetings).Hash), new(SetEncoding.Brotli, plain.Length, packed.Length));
        packed.Position = 0;

        Assert.Equal(rows.Select(Text), SetFileReader.Open(packed, target).Rows().Select(Text).ToList());
        Assert.Throws<TargetFormatException>(() => SetFileReader.Open(new MemoryStream(plain), target).Rows().Count());
    }

    [Fact]
    public void A_file_that_decompresses_to_more_than_stated_is_refused()
    {
        var plain = Snapshot(TwoRows);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write([.. plain, .. new byte[10_000_000]]);
        }

        packed.Position = 0;
        var target = new SetTarget.Snapshot(new(Province, DataClass.Members, 1, 2, 6, DigestOf(TwoRows).Hash), new(SetEncoding.Brotli, plain.Length, packed.Length));

        Assert.Throws<TargetFormatException>(() => SetFileReader.Open(packed, target).Rows().Count());
    }

    [Fact]
    public void A_file_other_than_the_one_described_is_refused()
    {
        var file = Snapshot(TwoRows, version: 4);
        var target = new SetTarget.Snapshot(new(Province, DataClass.Members, 5, 2, 6, DigestOf(TwoRows).Hash), new(SetEncoding.Identity, file.Length, file.Length));

        Assert.Contains("version 4", Assert.Throws<TargetFormatException>(() => SetFileReader.Open(new MemoryStream(file), target)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_refused_with_TargetFormatException() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ReadsOrRefuses([.. "KIOSKSET"u8, 1, 1, 1, 2, .. "01"u8, .. bytes])).QuickCheckThrowOnFailure();

    [Fact]
    public void A_file_with_one_byte_changed_reads_or_is_refused() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(PositiveInt, byte)>(),
            change =>
            {
                var file = Snapshot(TwoRows);
                file[change.Item1.Get % file.Length] = change.Item2;
                return ReadsOrRefuses(file);
            }).QuickCheckThrowOnFailure();

    private static bool ReadsOrRefuses(byte[] file)
    {
        try
        {
            return Read(file).Count >= 0;
        }
        catch (TargetFormatException)
        {
            return true;
        }
    }
}
