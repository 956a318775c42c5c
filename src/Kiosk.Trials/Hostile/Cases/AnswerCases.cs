using System.Numerics;
using System.Security.Cryptography;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.Forging;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Rows 2, 3, 4, 6 and 8: answers to the challenge.</summary>
internal static class AnswerCases
{
    public static IEnumerable<HostileCase> All =>
    [
        new(2, "signed by another P-256 key", Reject(ReasonCode.KeyMismatch), (trial, stop) => trial.TapAsync(trial.Pki.Member.CopyWith(trial.Pki.Stranger), stop)),
        new(2, "signed by another RSA key", Reject(ReasonCode.KeyMismatch), (trial, stop) => trial.TapAsync(trial.Pki.OnRsa2048.CopyWith(trial.Pki.StrangerRsa), stop)),
        new(2, "signed over another digest", Reject(ReasonCode.KeyMismatch), (trial, stop) =>
            trial.TapAsync(trial.Pki.Member.Image(), digest => trial.Pki.Member.Key.SignHash(SHA256.HashData(digest.Span)), stop)),
        new(2, "a copy right after the original", [Admit, Reject(ReasonCode.KeyMismatch)], async (trial, stop) =>
        {
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            await trial.TapAsync(trial.Pki.Member.CopyWith(trial.Pki.Stranger), stop);
        }),
        new(3, "a signature of an earlier tap", [Admit, Reject(ReasonCode.KeyReplay)], async (trial, stop) =>
        {
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            await trial.TapAsync(trial.Pki.Member.Image(IssuedCardImages.WhenAuthenticating(new CardImageFault.Replay(File: null))), stop);
        }),
        new(3, "one fixed signature for every challenge", [Reject(ReasonCode.KeyMismatch), Reject(ReasonCode.KeyReplay)], TapParrotTwiceAsync),
        .. RandomSource(),
        .. MalformedSignatures(),
        new(8, "card has its key under a weaker algorithm", Reject(ReasonCode.CardMalformed), (trial, stop) =>
            trial.TapAsync(WithAlgorithm(trial.Pki.Member, 0x07), stop)),
        new(8, "P-384 certificate answered on P-256", Reject(ReasonCode.KeyMismatch), (trial, stop) =>
            trial.TapAsync(trial.Pki.OnP384.Image(), digest => trial.Pki.Stranger.SignHash(digest.Span[..32]), stop)),
        new(8, "RSA-3072 certificate answered with RSA-2048", Reject(ReasonCode.KeyMalformedSignature), (trial, stop) =>
            trial.TapAsync(trial.Pki.OnRsa3072.Image(), block => trial.Pki.OnRsa2048.Key.SignHash(block.Span[^32..]), stop)),
        new(8, "P-256 certificate answered with RSA-2048", Reject(ReasonCode.KeyMalformedSignature), (trial, stop) =>
            trial.TapAsync(trial.Pki.Member.Image(), digest => trial.Pki.OnRsa2048.Key.SignHash(digest.Span), stop)),
        new(8, "RSA-2048 certificate answered on P-256", Reject(ReasonCode.KeyMalformedSignature), (trial, stop) =>
            trial.TapAsync(trial.Pki.OnRsa2048.Image(), block => trial.Pki.Stranger.SignHash(block.Span[^32..]), stop)),
    ];

    private static async Task TapParrotTwiceAsync(Trial trial, CancellationToken cancellationToken)
    {
        // Without a skimmed answer, it signs zeros once and repeats that signature.
        var signature = trial.Pki.Member.Key.SignHash(new byte[32]);
        await trial.TapAsync(trial.Pki.Member.Image(), _ => signature, cancellationToken);
        trial.Time.Advance(TimeSpan.FromSeconds(5));
        await trial.TapAsync(trial.Pki.Member.Image(), _ => signature, cancellationToken);
    }

    private static CardImage WithAlgorithm(IssuedCard card, byte algorithm)
    {
        var image = card.Image();
        return image with { Keys = new Dictionary<byte, CardImageKey> { [PivCardImage.CardAuthenticationKey] = image.Keys[PivCardImage.CardAuthenticationKey] with { Algorithm = algorithm } } };
    }

    private static IEnumerable<HostileCase> RandomSource()
    {
        var refused = OutOfService(ReasonCode.TerminalOutOfService);
        yield return new(4, "the random source fails", [refused, refused], (trial, stop) => TapTwiceAsync(trial, _ => throw new CryptographicException("No entropy."), stop));
        yield return new(4, "the random source gives zeros", [refused, refused], (trial, stop) => TapTwiceAsync(trial, bytes => bytes.Clear(), stop));
        yield return new(4, "the random source repeats itself", [Admit, refused], (trial, stop) => TapTwiceAsync(trial, FillAlike, stop));
    }

    private static async Task TapTwiceAsync(Trial trial, Action<Span<byte>> random, CancellationToken cancellationToken)
    {
        trial.Setting = trial.Setting with { Random = random };
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
        trial.Time.Advance(TimeSpan.FromSeconds(5));
        await trial.TapAsync(trial.Pki.OtherMember.Image(), cancellationToken);
    }

    private static void FillAlike(Span<byte> bytes)
    {
        bytes.Fill(0x17);
        bytes[0] = 0x18;
    }

    private static IEnumerable<HostileCase> MalformedSignatures()
    {
        var n = EcdsaForgery.Order;
        return
        [
            Malformed("r = 0", signature => EcdsaForgery.Write(0, EcdsaForgery.Read(signature).S)),
            Malformed("s = 0", signature => EcdsaForgery.Write(EcdsaForgery.Read(signature).R, 0)),
            Malformed("r = s = 0", _ => EcdsaForgery.Write(0, 0)),
            Malformed("r = n", signature => EcdsaForgery.Write(n, EcdsaForgery.Read(signature).S)),
            Malformed("s = n", signature => EcdsaForgery.Write(EcdsaForgery.Read(signature).R, n)),
            Malformed("r + n", signature => EcdsaForgery.Write(EcdsaForgery.Read(signature).R + n, EcdsaForgery.Read(signature).S)),
            Malformed("s + n", signature => EcdsaForgery.Write(EcdsaForgery.Read(signature).R, EcdsaForgery.Read(signature).S + n)),
            Malformed("r of a thousand bytes", signature => EcdsaForgery.Write(BigInteger.One << 4000, EcdsaForgery.Read(signature).S)),
            Malformed("r negative", signature => EcdsaForgery.Write(-EcdsaForgery.Read(signature).R, EcdsaForgery.Read(signature).S)),
            Malformed("s negative", signature => EcdsaForgery.Write(EcdsaForgery.Read(signature).R, EcdsaForgery.Read(signature).S - n)),
            Malformed("a byte after the sequence", signature => [.. signature, 0]),
            Malformed("a third integer", signature => EcdsaForgery.Write(EcdsaForgery.Read(signature).R, EcdsaForgery.Read(signature).S, 1)),
            Malformed("one integer", signature => EcdsaForgery.Write(EcdsaForgery.Read(signature).R)),
            Malformed("length in BER's long form", EcdsaForgery.WithLongLength),
            Malformed("indefinite length", EcdsaForgery.WithIndefiniteLength),
            Malformed("r with a zero too many", EcdsaForgery.WithPaddedInteger),
            Malformed("empty", _ => []),
            Malformed("an empty sequence", _ => EcdsaForgery.Write()),
            Malformed("P1363 instead of DER", EcdsaForgery.ToP1363),
            new(6, "r and s exchanged", Reject(ReasonCode.KeyMismatch), (trial, stop) => TapAsync(trial, Exchanged, stop)),
        ];
    }

    private static byte[] Exchanged(byte[] signature)
    {
        var (r, s) = EcdsaForgery.Read(signature);
        return EcdsaForgery.Write(s, r);
    }

    private static HostileCase Malformed(string name, Func<byte[], byte[]> change) =>
        new(6, name, Reject(ReasonCode.KeyMalformedSignature), (trial, stop) => TapAsync(trial, change, stop));

    /// <summary>Taps a card whose genuine signatures are changed in transit.</summary>
    private static Task TapAsync(Trial trial, Func<byte[], byte[]> change, CancellationToken cancellationToken) =>
        trial.TapAsync(trial.Pki.Member.Image(), digest => change(trial.Pki.Member.Key.SignHash(digest.Span)), cancellationToken);
}
