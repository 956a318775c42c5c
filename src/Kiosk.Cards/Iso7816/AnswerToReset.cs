namespace Kiosk.Cards.Iso7816;

/// <summary>
/// The ATR as PC/SC hands it out (ISO/IEC 7816-3, 8). For a contactless card the reader makes it up (PC/SC part 3, 3.1.3.2.3),
/// so it says something about the kind of card and nothing about who it is.
/// </summary>
public sealed record AnswerToReset(ReadOnlyMemory<byte> Value)
{
    private static readonly byte[] StorageCardPrefix = Convert.FromHexString("A000000306");

    /// <summary>A storage card (PC/SC part 3, 3.1.3.2.3.2): it has no processor, so no APDU is worth sending.</summary>
    public bool IsStorageCard => Value.Span.IndexOf(StorageCardPrefix) >= 0;

    /// <summary>Whether the historical bytes announce extended Lc and Le (ISO/IEC 7816-4, 12.1.1.9, third software function table).</summary>
    public bool AllowsExtendedLength => AnswerToResetParser.AllowsExtendedLength(Value.Span);

    public override string ToString() => Convert.ToHexString(Value.Span);
}
