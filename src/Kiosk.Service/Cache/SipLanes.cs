using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
    public static Vector256<ulong> Hash(ulong first, ulong second, ReadOnlySpan<ulong> words) =>
        // Asked for by name: native code for any processor uses these instructions only where it can ask for them first.
        Avx2.IsSupported ? HashByAvx2(first, second, words) : HashByVectors(first, second, words);

    private static Vector256<ulong> LastWord(int words) => Vector256.Create(((ulong)(uint)(words / Width) + 1) << 59);

    // Optimised from the first call: the first call is one that the start of the service waits for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Vector256<ulong> HashByAvx2(ulong first, ulong second, ReadOnlySpan<ulong> words)
    {
        var (v0, v1) = (Vector256.Create(first ^ Constant0), Vector256.Create(second ^ Constant1));
        var (v2, v3) = (Vector256.Create(first ^ Constant2), Vector256.Create(second ^ Constant3));
        Add(Vector256.Create(0UL, 1, 2, 3), ref v0, ref v1, ref v2, ref v3);
        ref var word = ref MemoryMarshal.GetReference(words);
        for (nuint at = 0; at < (nuint)words.Length; at += (nuint)Width)
        {
            Add(Vector256.LoadUnsafe(ref word, at), ref v0, ref v1, ref v2, ref v3);
        }

        Add(LastWord(words.Length), ref v0, ref v1, ref v2, ref v3);
        v2 = Avx2.Xor(v2, Vector256.Create(0xFFUL));
        for (var round = 0; round < 4; round++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        return Avx2.Xor(Avx2.Xor(v0, v1), Avx2.Xor(v2, v3));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Add(Vector256<ulong> word, ref Vector256<ulong> v0, ref Vector256<ulong> v1, ref Vector256<ulong> v2, ref Vector256<ulong> v3)
        {
            v3 = Avx2.Xor(v3, word);
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 = Avx2.Xor(v0, word);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Round(ref Vector256<ulong> v0, ref Vector256<ulong> v1, ref Vector256<ulong> v2, ref Vector256<ulong> v3)
        {
            v0 = Avx2.Add(v0, v1);
            v2 = Avx2.Add(v2, v3);
            v1 = Avx2.Xor(RotateLeft(v1, 13, 64 - 13), v0);
            v3 = Avx2.Xor(RotateLeft(v3, 16, 64 - 16), v2);
            v0 = Avx2.Shuffle(v0.AsInt32(), 0b10_11_00_01).AsUInt64();
            v2 = Avx2.Add(v2, v1);
            v0 = Avx2.Add(v0, v3);
            v1 = Avx2.Xor(RotateLeft(v1, 17, 64 - 17), v2);
            v3 = Avx2.Xor(RotateLeft(v3, 21, 64 - 21), v0);
            v2 = Avx2.Shuffle(v2.AsInt32(), 0b10_11_00_01).AsUInt64();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<ulong> RotateLeft(Vector256<ulong> value, [ConstantExpected] byte left, [ConstantExpected] byte right) =>
            Avx2.Or(Avx2.ShiftLeftLogical(value, left), Avx2.ShiftRightLogical(value, right));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Vector256<ulong> HashByVectors(ulong first, ulong second, ReadOnlySpan<ulong> words)
    {
        var (v0, v1) = (Vector256.Create(first ^ Constant0), Vector256.Create(second ^ Constant1));
        var (v2, v3) = (Vector256.Create(first ^ Constant2), Vector256.Create(second ^ Constant3));
        Add(Vector256.Create(0UL, 1, 2, 3), ref v0, ref v1, ref v2, ref v3);
        for (var rest = words; rest.Length >= Width; rest = rest[Width..])
        {
            Add(Vector256.Create(rest), ref v0, ref v1, ref v2, ref v3);
        }

        Add(LastWord(words.Length), ref v0, ref v1, ref v2, ref v3);
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
