namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>Serializes a card image, ordered by tag and key reference.</summary>
internal static class CardImageWriter
{
    public static CardImageDocument Write(CardImage image) => new(
        image.AnswerToReset.ToString(),
        image.Application.ToString(),
        image.Objects.OrderBy(entry => entry.Key.Value).ToDictionary(entry => entry.Key.ToString(), entry => Convert.ToHexString(entry.Value.Span)),
        image.Keys.OrderBy(entry => entry.Key).ToDictionary(
            entry => entry.Key.ToString("X2"),
            entry => new CardImageDocument.Key(entry.Value.Algorithm.ToString("X2"), Convert.ToBase64String(entry.Value.Pkcs8.Span))),
        image.Faults.Count == 0 ? null : [.. image.Faults.Select(Write)]);

    private static CardImageDocument.Fault Write(CardImageFaultRule fault) =>
        new(Convert.ToHexString(fault.On.Span), fault.Do.ToString(), fault.After);
}
