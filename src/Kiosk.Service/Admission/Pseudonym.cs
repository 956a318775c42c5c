using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>
/// 32 bytes that stand for one person in the journal, in clear, and mean nothing without a key: the same card gives the same pseudonym within one meeting
/// (all its sessions; the record's context tells them apart) or within one case, and unlinkable ones anywhere else.
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
    /// <exception cref="ArgumentException">The key has not 32 bytes.</exception>
    public static Pseudonym ForMeeting(Meeting meeting, CardTag tag) => Compute(meeting.Key.Span, tag.ToArray());

    /// <summary>
    /// HMAC-SHA256(terminal's procedure key, tag ‖ procedure code ‖ 00 ‖ case number). Bound to the case, so that the journal does not show that one member
    /// came with several cases; new cases (no number yet) of one procedure share one pseudonym on one terminal.
    /// </summary>
    /// <exception cref="ArgumentException">The key has not 32 bytes.</exception>
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
