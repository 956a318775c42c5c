namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>A card as InListPassiveTarget describes it at 106 kbit/s, type A (UM0701-02, 7.3.5).</summary>
/// <param name="Number">The chip's number for the card.</param>
/// <param name="Sak">SEL_RES (ISO/IEC 14443-3, 6.5.3.4).</param>
/// <param name="Uid">4, 7 or 10 bytes. Distinguishes consecutive cards; not an identity.</param>
/// <param name="AnswerToSelect">ATS with its length byte (ISO/IEC 14443-4, 5.2); empty for a card without ISO/IEC 14443-4.</param>
internal sealed record Pn532Target(byte Number, byte Sak, ReadOnlyMemory<byte> Uid, ReadOnlyMemory<byte> AnswerToSelect)
{
    private const int UidAt = 6;
    private const byte RandomUid = 0x08;
    private const byte SpeaksBlocks = 0x20;

    /// <summary>Whether APDUs can be sent to it (ISO/IEC 14443-4).</summary>
    public bool HasApdus => (Sak & SpeaksBlocks) != 0 && !AnswerToSelect.IsEmpty;

    /// <returns>Null if no card answered, or the answer is invalid.</returns>
    public static Pn532Target? Parse(ReadOnlyMemory<byte> answer)
    {
        // Number of cards, then the first card: number, SENS_RES (2), SEL_RES, length of the UID, UID, ATS.
        var bytes = answer.Span;
        if (bytes.Length < UidAt || bytes[0] == 0)
        {
            return null;
        }

        var rest = answer[UidAt..];
        var uidLength = bytes[UidAt - 1];
        if (uidLength is not (4 or 7 or 10) || rest.Length < uidLength)
        {
            return null;
        }

        var ats = rest[uidLength..];
        if (!ats.IsEmpty)
        {
            var length = ats.Span[0];
            ats = length >= 1 && length <= ats.Length ? ats[..length] : default;
        }

        return new Pn532Target(bytes[1], bytes[4], rest[..uidLength].ToArray(), ats.ToArray());
    }

    /// <summary>Whether it is certainly a different card; random UIDs prove nothing.</summary>
    public bool IsOtherThan(Pn532Target other) => !IsRandom && !other.IsRandom && !Uid.Span.SequenceEqual(other.Uid.Span);

    private bool IsRandom => Uid.Length == 4 && Uid.Span[0] == RandomUid;
}
