using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kiosk.Verification.Crls;

/// <summary>
/// Computes eight hashes of a <see cref="RevocationIndex"/> at once. Issuer key hash and serial number fit one SHA-256 block (FIPS 180-4, 6.2), so eight blocks run
/// in parallel in vector registers; one call to the system's library per hash would dominate the cost of indexing a million entries.
/// </summary>
/// <remarks>For the index only: these hashes merely select the entries to look at. The caller compares one lane per batch with the library's SHA-256.</remarks>
internal sealed class RevocationHashLanes
{
    public const int Count = 8;

    private const int KeyHashLength = 32;
    private const int WordsInBlock = 16;
    private const int Rounds = 64;
    private const byte EndOfMessage = 0x80;

    private static readonly uint[] RoundConstants =
    [
        0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
        0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
        0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
        0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
        0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
        0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
        0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
        0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
    ];

    private static readonly uint[] InitialState = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];

    private readonly Vector256<uint>[] schedule = new Vector256<uint>[Rounds];
    private readonly uint[] words = new uint[WordsInBlock * Count];

    /// <param name="issuerKeyHash">32 bytes.</param>
    public RevocationHashLanes(ReadOnlySpan<byte> issuerKeyHash)
    {
        if (issuerKeyHash.Length != KeyHashLength)
        {
            throw new ArgumentException($"An issuer key hash of {issuerKeyHash.Length} bytes.", nameof(issuerKeyHash));
        }

        for (var word = 0; word < KeyHashLength / sizeof(uint); word++)
        {
            words.AsSpan(word * Count, Count).Fill(BinaryPrimitives.ReadUInt32BigEndian(issuerKeyHash[(word * sizeof(uint))..]));
        }
    }

    /// <param name="serialNumber">Big-endian, without leading zeros, at most 20 bytes.</param>
    public void Set(int lane, ReadOnlySpan<byte> serialNumber)
    {
        Span<byte> rest = stackalloc byte[(WordsInBlock * sizeof(uint)) - KeyHashLength];
        rest.Clear();
        serialNumber.CopyTo(rest);
        rest[serialNumber.Length] = EndOfMessage;
        BinaryPrimitives.WriteInt32BigEndian(rest[^sizeof(int)..], (KeyHashLength + serialNumber.Length) * 8);
        for (var word = 0; word < rest.Length / sizeof(uint); word++)
        {
            words[((KeyHashLength / sizeof(uint)) + word) * Count + lane] = BinaryPrimitives.ReadUInt32BigEndian(rest[(word * sizeof(uint))..]);
        }
    }

    /// <summary>Hashes all lanes.</summary>
    /// <param name="hashes">Receives as many lanes as fit.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Hash(Span<ulong> hashes)
    {
        Expand();
        var (a, b, c, d) = (Start(0), Start(1), Start(2), Start(3));
        var (e, f, g, h) = (Start(4), Start(5), Start(6), Start(7));
        for (var round = 0; round < Rounds; round++)
        {
            var chosen = (e & f) ^ Vector256.AndNot(g, e);
            var one = h + (Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25)) + chosen + Vector256.Create(RoundConstants[round]) + schedule[round];
            var two = (Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e) = (g, f, e, d + one);
            (d, c, b, a) = (c, b, a, one + two);
        }

        var (high, low) = (a + Start(0), b + Start(1));
        for (var lane = 0; lane < hashes.Length; lane++)
        {
            hashes[lane] = ((ulong)high[lane] << 32) | low[lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Expand()
    {
        for (var word = 0; word < WordsInBlock; word++)
        {
            schedule[word] = Vector256.Create<uint>(words.AsSpan(word * Count, Count));
        }

        for (var word = WordsInBlock; word < Rounds; word++)
        {
            var (near, far) = (schedule[word - 2], schedule[word - 15]);
            schedule[word] = schedule[word - 16] + (Rotate(far, 7) ^ Rotate(far, 18) ^ (far >>> 3)) + schedule[word - 7] + (Rotate(near, 17) ^ Rotate(near, 19) ^ (near >>> 10));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Start(int word) => Vector256.Create(InitialState[word]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotate(Vector256<uint> value, int bits) => (value >>> bits) | (value << (32 - bits));
}
