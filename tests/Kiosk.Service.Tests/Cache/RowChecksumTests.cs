using System.Text;
using Kiosk.Service.Cache;

namespace Kiosk.Service.Tests.Cache;

public sealed class RowChecksumTests
{
    /// <summary>RFC 3720, appendix B.4.</summary>
    [Fact]
    public void Thirty_two_zero_bytes_have_the_published_checksum() => Assert.Equal(0x8A9136AAu, RowChecksum.Of(new byte[32], []));

    [Fact]
    public void Key_and_value_are_one_text() =>
        Assert.Equal(0xE3069283u, RowChecksum.Of(Encoding.ASCII.GetBytes("123"), Encoding.ASCII.GetBytes("456789")));

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(32)]
    [InlineData(107)]
    public void Any_flipped_bit_of_key_value_or_checksum_is_noticed(int length)
    {
        byte[] key = [1, 2, 3];
        var value = Enumerable.Range(4, length).Select(i => (byte)i).ToArray();
        var row = RowChecksum.Append(key, value);
        Assert.Equal(value, RowChecksum.Remove(key, row)!.Value.ToArray());
        for (var bit = 0; bit < 8 * (key.Length + row.Length); bit++)
        {
            byte[] both = [.. key, .. row];
            both[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(RowChecksum.Remove(both.AsSpan(0, key.Length), both.AsMemory(key.Length)));
        }
    }

    [Fact]
    public void Words_that_change_places_are_noticed()
    {
        var value = Enumerable.Range(0, 96).Select(i => (byte)i).ToArray();
        var row = RowChecksum.Append([], value);
        for (var word = 8; word < value.Length; word += 8)
        {
            byte[] swapped = [.. row[word..(word + 8)], .. row[8..word], .. row[..8], .. row[(word + 8)..]];
            Assert.Null(RowChecksum.Remove([], swapped));
        }
    }

    [Fact]
    public void A_row_without_room_for_a_checksum_is_none() => Assert.Null(RowChecksum.Remove([1], new byte[3]));
}
