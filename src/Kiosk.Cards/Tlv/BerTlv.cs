namespace Kiosk.Cards.Tlv;

/// <summary>A tag and its value.</summary>
internal readonly ref struct BerTlv(BerTag tag, ReadOnlySpan<byte> value)
{
    public BerTag Tag { get; } = tag;

    public ReadOnlySpan<byte> Value { get; } = value;
}
