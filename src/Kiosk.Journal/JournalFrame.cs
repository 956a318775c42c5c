using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Journal;

/// <summary>
/// The binary encoding of one record. Integers are big-endian. A fixed head comes first, then the parts whose lengths it states, then the checksum.
/// <code>
/// offset size
///      0    4  length of the rest of the frame
///      4    8  sequence, from 1
///     12    8  instant, signed, in 100 ns since 1970-01-01T00:00:00Z
///     20    1  clock trust
///     21    1  clock fault
///     22    1  mode
///     23    1  outcome
///     24    2  reason code
///     26    1  what the arrival counts for: the sum of 1 quorum, 2 voting base, 4 vote; and 8 if it was by invitation, without a card
///     27    1  length of the context, c
///     28    1  length of the door, d
///     29    1  length of the pseudonym, p: 0 or 32
///     30    4  length of the sealed part, s: at most 65,536
///     34   32  SHA-256 of the previous frame; in the first frame the genesis hash (<see cref="ChainLink.Genesis"/>)
///     66    c  context, UTF-8
///           d  door, UTF-8
///           p  pseudonym
///           s  sealed part, CMS AuthEnvelopedData
///          32  HMAC-SHA-256 of the frame so far, under the terminal's frame key
///          32  SHA-256 of the frame so far: the frame's hash
/// </code>
/// </summary>
internal static class JournalFrame
{
    public const int MaximumTextLength = byte.MaxValue;
    public const int MaximumSealedLength = 65_536;
    public const int HashLength = SHA256.HashSizeInBytes;
    public const int PseudonymLength = 32;
    public const int LengthOfLength = 4;
    public const int SequenceOffset = 4;
    public const int PreviousHashOffset = 34;
    public const int HeadLength = PreviousHashOffset + HashLength;
    public const int MinimumLength = HeadLength + FrameKey.TagLength + HashLength;
    public const int MaximumLength = MinimumLength + (2 * MaximumTextLength) + PseudonymLength + MaximumSealedLength;

    public const JournalCounts AllCounts = JournalCounts.Quorum | JournalCounts.VotingBase | JournalCounts.Vote | JournalCounts.ByInvitation;

    private const int CountsOffset = 26;
    private const int SealedLengthOffset = 30;

    private static readonly UTF8Encoding Utf8Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A part is too long or no valid text, or a number is undefined.</exception>
    public static void Check(JournalRecord record)
    {
        Require(Utf8Strict.GetByteCount(record.Context) <= MaximumTextLength, $"A context has at most {MaximumTextLength} bytes.", record);
        Require(Utf8Strict.GetByteCount(record.Door) <= MaximumTextLength, $"A door has at most {MaximumTextLength} bytes.", record);
        Require(record.Pseudonym.Length is 0 or PseudonymLength, $"A pseudonym has {PseudonymLength} bytes or none, not {record.Pseudonym.Length}.", record);
        Require(record.Sealed.Length <= MaximumSealedLength, $"A sealed part has at most {MaximumSealedLength} bytes, not {record.Sealed.Length}.", record);
        Require((record.Counts & ~AllCounts) == JournalCounts.Nothing, $"A record cannot count for {record.Counts}.", record);
        Require(
            AreDefined((int)record.Clock.Trust, (int)record.Clock.Fault, (int)record.Mode, (int)record.Outcome),
            $"A record needs a mode and an outcome, not {record.Mode} and {record.Outcome}.",
            record);
    }

    /// <summary>The length in bytes of the frame of a record that passed <see cref="Check"/>.</summary>
    public static int LengthOf(JournalRecord record) =>
        MinimumLength + Utf8Strict.GetByteCount(record.Context) + Utf8Strict.GetByteCount(record.Door) + record.Pseudonym.Length + record.Sealed.Length;

    /// <param name="frame">Of the length that <see cref="LengthOf"/> returns.</param>
    /// <returns>The frame's hash.</returns>
    public static byte[] Encode(JournalRecord record, ChainLink previous, FrameKey key, Span<byte> frame)
    {
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - LengthOfLength);
        BinaryPrimitives.WriteUInt64BigEndian(frame[SequenceOffset..], previous.Sequence + 1);
        BinaryPrimitives.WriteInt64BigEndian(frame[12..], (record.Clock.Instant - DateTimeOffset.UnixEpoch).Ticks);
        frame[20] = (byte)record.Clock.Trust;
        frame[21] = (byte)record.Clock.Fault;
        frame[22] = (byte)record.Mode;
        frame[23] = (byte)record.Outcome;
        BinaryPrimitives.WriteUInt16BigEndian(frame[24..], (ushort)record.Code);

        frame[CountsOffset] = (byte)record.Counts;

        var parts = frame[HeadLength..];
        frame[27] = (byte)Take(ref parts, Utf8Strict.GetBytes(record.Context, parts));
        frame[28] = (byte)Take(ref parts, Utf8Strict.GetBytes(record.Door, parts));
        record.Pseudonym.Span.CopyTo(parts);
        frame[29] = (byte)Take(ref parts, record.Pseudonym.Length);
        record.Sealed.Span.CopyTo(parts);
        BinaryPrimitives.WriteInt32BigEndian(frame[SealedLengthOffset..], Take(ref parts, record.Sealed.Length));
        previous.Hash.Span.CopyTo(frame[PreviousHashOffset..]);

        key.Tag(frame[..^(FrameKey.TagLength + HashLength)], parts);
        var hash = SHA256.HashData(frame[..^HashLength]);
        hash.CopyTo(parts[FrameKey.TagLength..]);
        return hash;
    }

    /// <summary>Checks that the bytes are exactly one frame and that it continues the chain.</summary>
    public static FrameFault Examine(ReadOnlySpan<byte> frame, ChainLink previous)
    {
        if (frame.Length < MinimumLength || StatedLength(frame) != frame.Length || LengthOfParts(frame) != frame.Length)
        {
            return FrameFault.Length;
        }

        if (!IsIntact(frame))
        {
            return FrameFault.Checksum;
        }

        if (SequenceOf(frame) != previous.Sequence + 1)
        {
            return FrameFault.Sequence;
        }

        return !frame[PreviousHashOffset..HeadLength].SequenceEqual(previous.Hash.Span) ? FrameFault.Chain
            : HoldsOnlyValues(frame) ? FrameFault.None
            : FrameFault.Value;
    }

    /// <summary>Whether a frame that passed <see cref="Examine"/> was tagged with this key.</summary>
    public static bool IsTagged(ReadOnlySpan<byte> frame, FrameKey key) => key.Verifies(frame[..^(FrameKey.TagLength + HashLength)], frame[^(FrameKey.TagLength + HashLength)..^HashLength]);

    /// <summary>Decodes a frame that passed <see cref="Examine"/>.</summary>
    public static JournalEntry Decode(ReadOnlySpan<byte> frame)
    {
        var parts = frame[HeadLength..];
        var context = Encoding.UTF8.GetString(Next(ref parts, frame[27]));
        var door = Encoding.UTF8.GetString(Next(ref parts, frame[28]));
        var pseudonym = Next(ref parts, frame[29]).ToArray();
        var sealedPart = Next(ref parts, frame.Length - MinimumLength - frame[27] - frame[28] - frame[29]).ToArray();
        var clock = new ClockReading(DateTimeOffset.UnixEpoch.AddTicks(TicksOf(frame)), (ClockTrust)frame[20], (ClockFault)frame[21]);
        var code = (ReasonCode)BinaryPrimitives.ReadUInt16BigEndian(frame[24..]);
        return new(
            new(SequenceOf(frame)),
            new(clock, (JournalMode)frame[22], context, door, pseudonym, (JournalOutcome)frame[23], code, sealedPart, (JournalCounts)frame[CountsOffset]),
            frame[^HashLength..].ToArray());
    }

    /// <summary>The length of the whole frame as stated by its first 4 bytes. Unchecked: any number may stand there.</summary>
    public static long StatedLength(ReadOnlySpan<byte> frame) => LengthOfLength + (long)BinaryPrimitives.ReadUInt32BigEndian(frame);

    /// <summary>The length of the whole frame as the sum of its parts' stated lengths.</summary>
    /// <param name="head">At least the head's 66 bytes.</param>
    public static long LengthOfParts(ReadOnlySpan<byte> head) =>
        MinimumLength + head[27] + head[28] + head[29] + (long)BinaryPrimitives.ReadUInt32BigEndian(head[SealedLengthOffset..]);

    public static ulong SequenceOf(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt64BigEndian(frame[SequenceOffset..]);

    /// <summary>Whether the bytes match the hash at their end.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> frame)
    {
        Span<byte> hash = stackalloc byte[HashLength];
        SHA256.HashData(frame[..^HashLength], hash);
        return hash.SequenceEqual(frame[^HashLength..]);
    }

    private static bool HoldsOnlyValues(ReadOnlySpan<byte> frame)
    {
        var earliest = (DateTimeOffset.MinValue - DateTimeOffset.UnixEpoch).Ticks;
        var latest = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks;
        var texts = frame[HeadLength..];
        return TicksOf(frame) >= earliest && TicksOf(frame) <= latest
            && AreDefined(frame[20], frame[21], frame[22], frame[23])
            && frame[CountsOffset] <= (byte)AllCounts
            && frame[29] is 0 or PseudonymLength
            && Utf8.IsValid(Next(ref texts, frame[27])) && Utf8.IsValid(Next(ref texts, frame[28]));
    }

    // Reason codes are not checked: the list grows, and an older program must still read what a newer one wrote.
    private static bool AreDefined(int trust, int fault, int mode, int outcome) =>
        trust is >= 0 and <= (int)ClockTrust.Attested
        && fault is >= 0 and <= (int)ClockFault.Jumped
        && mode is > 0 and <= (int)JournalMode.Terminal
        && outcome is > 0 and <= (int)JournalOutcome.Substituted;

    private static long TicksOf(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadInt64BigEndian(frame[12..]);

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> parts, int length)
    {
        var part = parts[..length];
        parts = parts[length..];
        return part;
    }

    private static int Take(ref Span<byte> parts, int length)
    {
        parts = parts[length..];
        return length;
    }

    private static void Require(bool holds, string sentence, JournalRecord record)
    {
        if (!holds)
        {
            throw new ArgumentException(sentence, nameof(record));
        }
    }
}
