using System.Formats.Asn1;

namespace Kiosk.Cards.Piv;

/// <summary>Walks DER in place, without allocating an <see cref="AsnReader"/> per level.</summary>
/// <exception cref="AsnContentException">From every method: the input is malformed.</exception>
internal ref struct DerCursor(ReadOnlySpan<byte> input)
{
    public ReadOnlySpan<byte> Rest { get; private set; } = input;

    /// <summary>The next value, tag and length included.</summary>
    public ReadOnlySpan<byte> Take()
    {
        AsnDecoder.ReadEncodedValue(Rest, AsnEncodingRules.DER, out _, out _, out var consumed);
        var value = Rest[..consumed];
        Rest = Rest[consumed..];
        return value;
    }

    /// <summary>Advances past the next value, which must be a SEQUENCE, and returns a cursor over its contents.</summary>
    public DerCursor Open()
    {
        var tag = AsnDecoder.ReadEncodedValue(Rest, AsnEncodingRules.DER, out var offset, out var length, out var consumed);
        if (tag != Asn1Tag.Sequence)
        {
            throw new AsnContentException($"Tag {tag} stands where a sequence should.");
        }

        var inside = new DerCursor(Rest.Slice(offset, length));
        Rest = Rest[consumed..];
        return inside;
    }

    public readonly bool NextIs(Asn1Tag tag) => !Rest.IsEmpty && Asn1Tag.TryDecode(Rest, out var next, out _) && next == tag;
}
