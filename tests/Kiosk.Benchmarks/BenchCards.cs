using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.Pki;

namespace Kiosk.Benchmarks;

/// <summary>Virtual cards of the test PKI.</summary>
internal static class BenchCards
{
    public static CardImage ImageOf(IssuedCard card) =>
        PivCardImage.Create(card.Certificate.Span, new CardImageKey(card.Key.KeyAlgorithm, card.Key.ExportPkcs8()));
}
