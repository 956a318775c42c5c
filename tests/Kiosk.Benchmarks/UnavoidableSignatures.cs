using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Certificates;

namespace Kiosk.Benchmarks;

/// <summary>The cryptography that no terminal can leave out for one card: its certificate's signature, importing its key, its answer's signature; at a desk, signing the receipt. By the framework alone.</summary>
internal sealed class UnavoidableSignatures(CardEvidence evidence)
{
    private static readonly ECDsa Issuer = ImportIssuer();
    private static readonly ECDsa Terminal = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly byte[] Receipt = RandomNumberGenerator.GetBytes(200);

    private readonly Certificate certificate = Certificate.Parse(evidence.Certificate);
    private readonly byte[] digest = evidence.Challenge.Digest(evidence.Certificate.Span, HashAlgorithmName.SHA256);

    /// <summary>Everything, as for a card that was never seen.</summary>
    public void Verify()
    {
        Require(Issuer.VerifyData(certificate.TbsCertificate.Span, certificate.Signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        VerifyAnswer();
    }

    /// <summary>The answer alone, as for a card whose certificate was found good.</summary>
    public void VerifyAnswer()
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(certificate.PublicKey.Encoded.Span, out _);
        Require(key.VerifyHash(digest, evidence.Answer.Span, DSASignatureFormat.Rfc3279DerSequence));
    }

    /// <summary>The terminal's own signature on what it hands over.</summary>
    public static void SignReceipt() => Require(Terminal.SignData(Receipt, HashAlgorithmName.SHA256).Length == 64);

    private static ECDsa ImportIssuer()
    {
        var issuer = ECDsa.Create();
        issuer.ImportSubjectPublicKeyInfo(TestPki.Issuing.Key.PublicKey.ExportSubjectPublicKeyInfo(), out _);
        return issuer;
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The benchmark measures something else than it should.");
        }
    }
}
