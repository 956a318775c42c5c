namespace Kiosk.Cards.Iso7816;

/// <summary>
/// The ATR as PC/SC reports it (ISO/IEC 7816-3, 8). For a contactless card the reader constructs it (PC/SC part 3, 3.1.3.2.3),
/// so it tells the type of card, never its identity.
/// </summary>
public sealed record AnswerToReset(ReadOnlyMemory<byte> Value)
{
    private static readonly byte[] StorageCardPrefix = Convert.FromHexString("A000000306");

    /// <summary>Whether this is a storage card (PC/SC part 3, 3.1.3.2.3.2): it has no processor and takes no APDUs.</summary>
    public bool IsStorageCard => Value.Span.IndexOf(StorageCardPrefix) >= 0;

    /// <summary>Whether the historical bytes declare extended Lc and Le (ISO/IEC 7816-4, 12.1.1.9, third software function table).</summary>
    public bool AllowsExtendedLength => AnswerToResetParser.AllowsExtendedLength(Value.Span);

    public override string ToString() => Convert.ToHexString(Value.Span);
}
