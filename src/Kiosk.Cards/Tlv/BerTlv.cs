namespace Kiosk.Cards.Tlv;

/// <summary>One tag and its value, as long as the length said.</summary>
internal readonly ref struct BerTlv(BerTag tag, ReadOnlySpan<byte> value)
{
    public BerTag Tag { get; } = tag;

    public ReadOnlySpan<byte> Value { get; } = value;
}
