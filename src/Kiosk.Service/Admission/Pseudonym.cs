using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>
/// 32 bytes that stand for a person in the journal's clear part and mean nothing without the key. A card has the same pseudonym throughout one meeting (all its
/// sessions; the record's context tells them apart) or one case, and unlinkable ones elsewhere.
/// </summary>
internal readonly record struct Pseudonym
{
    public const int Length = HMACSHA256.HashSizeInBytes;
    public const int KeyLength = 32;

    private readonly UInt128 high;
    private readonly UInt128 low;

    private Pseudonym(ReadOnlySpan<byte> bytes)
    {
        high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>HMAC-SHA256(meeting key, tag).</summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    public static Pseudonym ForMeeting(Meeting meeting, CardTag tag) => Compute(meeting.Key.Span, tag.ToArray());

    /// <summary>HMAC-SHA256(point's key, tag).</summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    public static Pseudonym ForPoint(Point point, CardTag tag) => Compute(point.Key is { } key ? key.Span : default, tag.ToArray());

    /// <summary>
    /// HMAC-SHA256(terminal's procedure key, tag ‖ procedure code ‖ 00 ‖ case number). Bound to the case, so that the journal does not reveal that one member
    /// came about several cases; new cases (no number yet) of one procedure share a pseudonym on each terminal.
    /// </summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    public static Pseudonym ForProcedure(AdmissionMode.ForProcedure mode, CardTag tag) =>
        Compute(mode.Key.Span, [.. tag.ToArray(), .. Encoding.UTF8.GetBytes($"{mode.Procedure.Code}\0{mode.CaseNumber}")]);

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static Pseudonym FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length ? new(bytes) : throw new ArgumentException($"A pseudonym has {Length} bytes, not {bytes.Length}.", nameof(bytes));

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), low);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToArray());

    private static Pseudonym Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException($"A pseudonym key has {KeyLength} bytes, not {key.Length}.", nameof(key));
        }

        Span<byte> digest = stackalloc byte[Length];
        HMACSHA256.HashData(key, message, digest);
        return new(digest);
    }
}
