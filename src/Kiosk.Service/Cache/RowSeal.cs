using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kiosk.Service.Cache;

/// <summary>
/// Seals the rows of one table of one file: SipHash-2-4 (Aumasson and Bernstein, 2012) of key, value and the key of the row before, under a key that no other table has. A bit that flipped
/// on a worn card, a row that somebody changed, added, moved or took out: each becomes an error, never an answer.
/// </summary>
/// <remarks>
/// What is hashed is a row of 8-byte words: key, value and previous key, each filled up with zeros, then their lengths. Of a long value the words go in turn to four SipHashes, whose first word is
/// their number, and whose results take its place: the processor works on all four at once. These have a key of their own.
/// </remarks>
internal sealed class RowSeal
{
    public const int KeyLength = 32;
    public const int Length = sizeof(ulong);

    /// <summary>In bytes; shorter values gain nothing from four at once.</summary>
    private const int ShortestInLanes = 256;
    private const int GroupLength = 4 * sizeof(ulong);

    private readonly (ulong First, ulong Second) rowKey;
    private readonly (ulong First, ulong Second) laneKey;

    /// <param name="key">32 bytes: the key of rows and that of lanes.</param>
    public RowSeal(ReadOnlySpan<byte> key)
    {
        rowKey = (BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));
        laneKey = (BinaryPrimitives.ReadUInt64LittleEndian(key[16..]), BinaryPrimitives.ReadUInt64LittleEndian(key[24..KeyLength]));
    }

    /// <param name="previousKey">Empty for the first row of the table.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> previousKey)
    {
        var state = new SipState(rowKey.First, rowKey.Second);
        state.Add(key);
        var rest = value;
        if (value.Length >= ShortestInLanes)
        {
            var grouped = value.Length - (value.Length % GroupLength);
            var lanes = SipLanes.Hash(laneKey.First, laneKey.Second, MemoryMarshal.Cast<byte, ulong>(value[..grouped]));
            for (var lane = 0; lane < Vector256<ulong>.Count; lane++)
            {
                state.AddWord(lanes[lane]);
            }

            rest = value[grouped..];
        }

        state.Add(rest);
        state.Add(previousKey);
        state.AddWord((ulong)(uint)value.Length | ((ulong)(ushort)key.Length << 32) | ((ulong)(ushort)previousKey.Length << 48));
        return state.Finish();
    }

    /// <summary>SipHash-2-4 of whole words.</summary>
    private ref struct SipState(ulong first, ulong second)
    {
        private const ulong Constant0 = 0x736F6D6570736575;
        private const ulong Constant1 = 0x646F72616E646F6D;
        private const ulong Constant2 = 0x6C7967656E657261;
        private const ulong Constant3 = 0x7465646279746573;

        private ulong v0 = first ^ Constant0;
        private ulong v1 = second ^ Constant1;
        private ulong v2 = first ^ Constant2;
        private ulong v3 = second ^ Constant3;
        private uint words;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            {
                AddWord(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            }

            if (!bytes.IsEmpty)
            {
                Span<byte> last = stackalloc byte[sizeof(ulong)];
                last.Clear();
                bytes.CopyTo(last);
                AddWord(BinaryPrimitives.ReadUInt64LittleEndian(last));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void AddWord(ulong word)
        {
            v3 ^= word;
            Round();
            Round();
            v0 ^= word;
            words++;
        }

        /// <summary>The last block holds the length modulo 256, in bytes, as its highest byte.</summary>
        public ulong Finish()
        {
            AddWord((ulong)words << 59);
            v2 ^= 0xFF;
            Round();
            Round();
            Round();
            Round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Round()
        {
            v0 = unchecked(v0 + v1);
            v2 = unchecked(v2 + v3);
            v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
            v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
            v0 = BitOperations.RotateLeft(v0, 32);
            v2 = unchecked(v2 + v1);
            v0 = unchecked(v0 + v3);
            v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
            v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
            v2 = BitOperations.RotateLeft(v2, 32);
        }
    }
}
