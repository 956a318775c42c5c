using System.Buffers.Binary;
using System.Numerics;
using Kiosk.Service.Cache;

namespace Kiosk.Service.Tests.Cache;

public sealed class RowSealTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, RowSeal.KeyLength).Select(number => (byte)number)];
    private readonly RowSeal seal = new(Key);

    /// <summary>Of the authors' own table: the key 00 to 0f, the messages empty and 00 to 0e.</summary>
    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31UL)]
    [InlineData(15, 0xa129ca6149be45e5UL)]
    public void The_reference_beside_these_tests_is_SipHash(int length, ulong expected) => Assert.Equal(expected, SipHash(Key.AsSpan(0, 16), [.. Enumerable.Range(0, length).Select(number => (byte)number)]));

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 16, 16)]
    [InlineData(8, 3, 5)]
    [InlineData(255, 16, 16)]
    [InlineData(256, 16, 0)]
    [InlineData(300, 16, 16)]
    [InlineData(4096, 4, 4)]
    [InlineData(4127, 8, 4)]
    public void A_seal_is_SipHash_of_the_rows_words(int value, int key, int previousKey)
    {
        var random = new Random(value);
        var (valueBytes, keyBytes, previousBytes) = (new byte[value], new byte[key], new byte[previousKey]);
        random.NextBytes(valueBytes);
        random.NextBytes(keyBytes);
        random.NextBytes(previousBytes);

        Assert.Equal(Expected(keyBytes, valueBytes, previousBytes), seal.Of(keyBytes, valueBytes, previousBytes));
    }

    [Fact]
    public void Bytes_that_move_from_one_part_to_another_change_the_seal()
    {
        var seals = new[]
        {
            seal.Of([1, 0], [], []), seal.Of([1], [0], []), seal.Of([1], [], [0]), seal.Of([1], [], []), seal.Of([], [1], []), seal.Of([], [], [1]), seal.Of([1], [0, 0], []),
        };

        Assert.Equal(seals.Length, seals.Distinct().Count());
    }

    [Fact]
    public void Words_of_a_long_value_that_change_places_change_the_seal()
    {
        var value = Enumerable.Range(0, 128).SelectMany(number => BitConverter.GetBytes((ulong)number)).ToArray();
        for (var other = 1; other < 128; other++)
        {
            var swapped = value.ToArray();
            value.AsSpan(0, 8).CopyTo(swapped.AsSpan(8 * other));
            value.AsSpan(8 * other, 8).CopyTo(swapped);
            Assert.NotEqual(seal.Of([1], value, []), seal.Of([1], swapped, []));
        }
    }

    private static ulong Expected(byte[] key, byte[] value, byte[] previousKey)
    {
        byte[] body = value.Length < 256 ? Padded(value) : [.. Lanes(value), .. Padded(value[(value.Length - (value.Length % 32))..])];
        var lengths = (uint)value.Length | ((ulong)(uint)key.Length << 32) | ((ulong)(uint)previousKey.Length << 48);
        return SipHash(Key.AsSpan(0, 16), [.. Padded(key), .. body, .. Padded(previousKey), .. BitConverter.GetBytes(lengths)]);
    }

    private static IEnumerable<byte> Lanes(byte[] value) => Enumerable.Range(0, 4).SelectMany(lane =>
    {
        var words = Enumerable.Range(0, value.Length / 32).SelectMany(group => value.Skip((32 * group) + (8 * lane)).Take(8));
        return BitConverter.GetBytes(SipHash(Key.AsSpan(16), [.. BitConverter.GetBytes((ulong)lane), .. words]));
    });

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[(8 - (bytes.Length % 8)) % 8]];

    /// <summary>SipHash-2-4 as its paper writes it, byte by byte.</summary>
    private static ulong SipHash(ReadOnlySpan<byte> key, byte[] message)
    {
        var (k0, k1) = (BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));
        ulong[] v = [k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573];
        byte[] blocks = [.. message, .. new byte[7 - (message.Length % 8)], (byte)(message.Length % 256)];
        for (var at = 0; at < blocks.Length; at += 8)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(blocks.AsSpan(at));
            v[3] ^= word;
            Rounds(v, 2);
            v[0] ^= word;
        }

        v[2] ^= 0xff;
        Rounds(v, 4);
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void Rounds(ulong[] v, int count)
    {
        for (var round = 0; round < count; round++)
        {
            unchecked
            {
                v[0] += v[1];
                v[1] = BitOperations.RotateLeft(v[1], 13) ^ v[0];
                v[0] = BitOperations.RotateLeft(v[0], 32);
                v[2] += v[3];
                v[3] = BitOperations.RotateLeft(v[3], 16) ^ v[2];
                v[0] += v[3];
                v[3] = BitOperations.RotateLeft(v[3], 21) ^ v[0];
                v[2] += v[1];
                v[1] = BitOperations.RotateLeft(v[1], 17) ^ v[2];
                v[2] = BitOperations.RotateLeft(v[2], 32);
            }
        }
    }
}
