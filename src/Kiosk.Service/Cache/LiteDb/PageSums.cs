using System.Numerics;
using System.Runtime.InteropServices;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>
/// The CRC-32C of each page of a cache file, kept behind the last page (<see cref="FileTail"/>). LiteDB checks nothing of what it reads, and a page that it misunderstands may lead it anywhere. Whoever changes a page together
/// with its sum meets the rows' seals.
/// </summary>
internal static class PageSums
{
    /// <summary>LiteDB's, in bytes.</summary>
    public const int PageLength = 8192;

    private const int QuarterLength = PageLength / 4;

    private static readonly uint[] OverQuarter = MakeOverQuarter();

    /// <remarks>Of four quarters at once, put together afterwards: a processor begins a step at each tick but gives its result three ticks later.</remarks>
    public static uint Of(ReadOnlySpan<byte> page)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(page[..PageLength]);
        const int Quarter = QuarterLength / sizeof(ulong);
        var (first, second, third, fourth) = (uint.MaxValue, 0U, 0U, 0U);
        for (var word = 0; word < Quarter; word++)
        {
            first = BitOperations.Crc32C(first, words[word]);
            second = BitOperations.Crc32C(second, words[Quarter + word]);
            third = BitOperations.Crc32C(third, words[(2 * Quarter) + word]);
            fourth = BitOperations.Crc32C(fourth, words[(3 * Quarter) + word]);
        }

        return ~(PastQuarter(PastQuarter(PastQuarter(first) ^ second) ^ third) ^ fourth);
    }

    /// <summary>What the sum so far becomes by a quarter of zeros.</summary>
    private static uint PastQuarter(uint sum) =>
        OverQuarter[sum & 0xFF] ^ OverQuarter[256 + ((sum >> 8) & 0xFF)] ^ OverQuarter[512 + ((sum >> 16) & 0xFF)] ^ OverQuarter[768 + (sum >> 24)];

    /// <summary>A step is linear: what a quarter of zeros makes of each byte in each place.</summary>
    private static uint[] MakeOverQuarter()
    {
        var table = new uint[4 * 256];
        for (var bit = 0; bit < 32; bit++)
        {
            var sum = 1U << bit;
            for (var word = 0; word < QuarterLength / sizeof(ulong); word++)
            {
                sum = BitOperations.Crc32C(sum, 0UL);
            }

            for (var other = 0; other < 256; other++)
            {
                table[(256 * (bit / 8)) + other] ^= (other & (1 << (bit % 8))) != 0 ? sum : 0;
            }
        }

        return table;
    }
}
