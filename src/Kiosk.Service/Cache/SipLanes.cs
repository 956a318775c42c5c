using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kiosk.Service.Cache;

/// <summary>Four SipHash-2-4 side by side. The first word of each is its number; of the words that are given each takes every fourth.</summary>
internal static class SipLanes
{
    private const ulong Constant0 = 0x736F6D6570736575;
    private const ulong Constant1 = 0x646F72616E646F6D;
    private const ulong Constant2 = 0x6C7967656E657261;
    private const ulong Constant3 = 0x7465646279746573;

    /// <summary>How many words go in at a time, one into each.</summary>
    private static int Width => Vector256<ulong>.Count;

    /// <param name="words">As many as fill all four alike.</param>
    /// <remarks>In local variables: as fields of a struct native code would write all of it to memory at each step. Optimised from the first call, which the start of the service waits for.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector256<ulong> Hash(ulong first, ulong second, ReadOnlySpan<ulong> words)
    {
        var (v0, v1) = (Vector256.Create(first ^ Constant0), Vector256.Create(second ^ Constant1));
        var (v2, v3) = (Vector256.Create(first ^ Constant2), Vector256.Create(second ^ Constant3));
        Add(Vector256.Create(0UL, 1, 2, 3), ref v0, ref v1, ref v2, ref v3);
        for (var rest = words; rest.Length >= Width; rest = rest[Width..])
        {
            Add(Vector256.Create(rest), ref v0, ref v1, ref v2, ref v3);
        }

        Add(Vector256.Create(((ulong)(uint)(words.Length / Width) + 1) << 59), ref v0, ref v1, ref v2, ref v3);
        v2 ^= Vector256.Create(0xFFUL);
        for (var round = 0; round < 4; round++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        return v0 ^ v1 ^ v2 ^ v3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Add(Vector256<ulong> word, ref Vector256<ulong> v0, ref Vector256<ulong> v1, ref Vector256<ulong> v2, ref Vector256<ulong> v3)
        {
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Round(ref Vector256<ulong> v0, ref Vector256<ulong> v1, ref Vector256<ulong> v2, ref Vector256<ulong> v3)
        {
            v0 += v1;
            v2 += v3;
            v1 = RotateLeft(v1, 13) ^ v0;
            v3 = RotateLeft(v3, 16) ^ v2;
            v0 = RotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = RotateLeft(v1, 17) ^ v2;
            v3 = RotateLeft(v3, 21) ^ v0;
            v2 = RotateLeft(v2, 32);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<ulong> RotateLeft(Vector256<ulong> value, int by) => (value << by) | (value >>> (64 - by));
    }
}
