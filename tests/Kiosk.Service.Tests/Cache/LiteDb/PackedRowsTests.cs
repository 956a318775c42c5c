using FsCheck;
using FsCheck.Fluent;
using Kiosk.Service.Cache.LiteDb;

namespace Kiosk.Service.Tests.Cache.LiteDb;

public sealed class PackedRowsTests
{
    public static TheoryData<string, byte[]> NoBlocks => new()
    {
        { "nothing", [] },
        { "half a number of rows", [1] },
        { "no row", [0, 0] },
        { "a directory longer than the block", [2, 0, 6, 0] },
        { "a first row that does not follow the directory", [1, 0, 5, 0, 0, 0, 0] },
        { "a row before the one before it", [2, 0, 6, 0, 4, 0, 0, 0, 0, 0] },
        { "a row behind the block", [2, 0, 6, 0, 200, 0, 0, 0, 0, 0] },
        { "a row without the length of its key", [1, 0, 4, 0, 0] },
        { "a key longer than its row", [1, 0, 4, 0, 2, 0, 7] },
        { "a key that reaches into the next row", [2, 0, 6, 0, 9, 0, 2, 0, 7, 1, 0, 8] },
    };

    [Theory]
    [MemberData(nameof(NoBlocks))]
    public void What_is_no_block_is_refused(string what, byte[] block) => Assert.True(PackedRows.TryParse(block) is null, what);

    [Fact]
    public void Random_bytes_are_refused_or_can_be_read_to_their_end() => Prop.ForAll<byte[]>(bytes =>
    {
        var rows = PackedRows.TryParse(bytes);
        return rows is not { } parsed || Enumerable.Range(0, parsed.Count).Sum(row => parsed.CopyOf(row).Key.Length + parsed.CopyOf(row).Value.Length + 4) == bytes.Length - 2;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_are_found_by_their_keys_or_by_the_place_where_these_would_be()
    {
        var packer = new RowPacker();
        packer.Add([1], [10]);
        packer.Add([1, 0], []);
        packer.Add([3], [30, 31]);

        var rows = PackedRows.TryParse(packer.Take())!.Value;

        Assert.Equal([0, 0, 1, 2, 2, 3], new byte[][] { [0], [1], [1, 0], [2], [3], [3, 0] }.Select(key => rows.FirstFrom(key)));
        Assert.Equal([30, 31], rows.CopyOf(2).Value.ToArray());
        Assert.Equal([1, 0], rows.CopyOf(1).Key.ToArray());
        Assert.Equal([30, 31], rows.CopyOf(2).Value.ToArray());
        Assert.Equal([1, 0], rows.CopyOf(1).Key.ToArray());
        Assert.True(packer.IsEmpty);
    }

    [Fact]
    public void A_block_takes_rows_until_it_fills_two_pages_of_LiteDB()
    {
        var packer = new RowPacker();
        byte[] value = new byte[1000];
        var count = 0;
        for (; packer.HasRoomFor([1, (byte)count], value); count++)
        {
            packer.Add([1, (byte)count], value);
        }

        Assert.Equal((16, 16 * 1006 + 2), (count, packer.Take().Length));
    }
}
