using System.Text;
using Kiosk.Service.Cache;

namespace Kiosk.Service.Tests.Cache;

public sealed class RowChecksumTests
{
    /// <summary>RFC 3720, appendix B.4.</summary>
    [Fact]
    public void Thirty_two_zero_bytes_have_the_published_checksum() => Assert.Equal(0x8A9136AAu, RowChecksum.Of([], new byte[32]));

    [Fact]
    public void Key_and_value_are_one_text() =>
        Assert.Equal(0xE3069283u, RowChecksum.Of(Encoding.ASCII.GetBytes("123"), Encoding.ASCII.GetBytes("456789")));

    [Fact]
    public void Any_flipped_bit_of_key_value_or_checksum_is_noticed()
    {
        byte[] key = [1, 2, 3];
        var row = RowChecksum.Append(key, [4, 5, 6, 7, 8, 9, 10, 11, 12]);
        Assert.Equal([4, 5, 6, 7, 8, 9, 10, 11, 12], RowChecksum.Remove(key, row)!.Value.ToArray());
        for (var bit = 0; bit < 8 * (key.Length + row.Length); bit++)
        {
            byte[] both = [.. key, .. row];
            both[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(RowChecksum.Remove(both.AsSpan(0, key.Length), both.AsMemory(key.Length)));
        }
    }

    [Fact]
    public void A_row_without_room_for_a_checksum_is_none() => Assert.Null(RowChecksum.Remove([1], new byte[3]));
}
