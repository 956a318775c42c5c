using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards.Piv;

/// <summary>
/// The GENERAL AUTHENTICATE parameters for a certificate's public key. Parses only as far as SubjectPublicKeyInfo (RFC 5280, 4.1); validating the certificate
/// and its key is up to the verifier.
/// </summary>
/// <param name="Algorithm">The algorithm reference (P1).</param>
/// <param name="HashAlgorithm">The hash algorithm for the challenge.</param>
/// <param name="BlockLength">Length of the padded block in bytes for RSA; 0 for EC, where the digest itself is signed.</param>
internal readonly record struct CertificateKey(byte Algorithm, HashAlgorithmName HashAlgorithm, int BlockLength)
{
    private static ReadOnlySpan<byte> RsaEncryption => [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

    private static ReadOnlySpan<byte> EcPublicKey => [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];

    private static ReadOnlySpan<byte> P256 => [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];

    private static ReadOnlySpan<byte> P384 => [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22];

    /// <exception cref="CardMalformedException">Not exactly one DER certificate.</exception>
    /// <exception cref="CardKeyException">The key has no algorithm reference.</exception>
    public static CertificateKey Read(ReadOnlySpan<byte> certificate)
    {
        try
        {
            var keyInfo = FindKeyInfo(certificate);
            var algorithm = keyInfo.Open();
            var identifier = algorithm.Take();
            if (identifier.SequenceEqual(RsaEncryption))
            {
                return ReadRsa(keyInfo.Rest);
            }

            if (identifier.SequenceEqual(EcPublicKey))
            {
                return ReadCurve(algorithm.Take());
            }
        }
        catch (AsnContentException exception)
        {
            throw new CardMalformedException("The certificate on the card is not in DER as RFC 5280, 4.1 defines it, up to its subjectPublicKeyInfo.", exception);
        }

        throw new CardKeyException("The certificate's key is neither RSA nor EC.");
    }

    private static DerCursor FindKeyInfo(ReadOnlySpan<byte> certificate)
    {
        var whole = new DerCursor(certificate);
        var outer = whole.Open();
        if (!whole.Rest.IsEmpty)
        {
            throw new CardMalformedException($"{whole.Rest.Length} bytes follow the certificate inside tag 70, which holds it alone.");
        }

        var tbs = outer.Open();
        var isVersioned = tbs.NextIs(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true));

        // Skips version, serialNumber, signature, issuer, validity and subject.
        for (var skipped = isVersioned ? 0 : 1; skipped < 6; skipped++)
        {
            tbs.Take();
        }

        return tbs.Open();
    }

    private static CertificateKey ReadCurve(ReadOnlySpan<byte> curve) =>
        curve.SequenceEqual(P256) ? new CertificateKey(PivKeyAlgorithm.EcP256, HashAlgorithmName.SHA256, 0)
        : curve.SequenceEqual(P384) ? new CertificateKey(PivKeyAlgorithm.EcP384, HashAlgorithmName.SHA384, 0)
        : throw new CardKeyException("The certificate's EC key is not on P-256 or P-384.");

    private static CertificateKey ReadRsa(ReadOnlySpan<byte> subjectPublicKey)
    {
        if (!AsnDecoder.TryReadPrimitiveBitString(subjectPublicKey, AsnEncodingRules.DER, out _, out var key, out _))
        {
            throw new AsnContentException("The key is not a bit string.");
        }

        // A 2048 or 3072-bit modulus has its highest bit set, so DER puts a zero byte before it.
        var modulus = AsnDecoder.ReadIntegerBytes(new DerCursor(key).Open().Rest, AsnEncodingRules.DER, out _);
        return (modulus[0], modulus.Length - 1) switch
        {
            (0, 256) => new CertificateKey(PivKeyAlgorithm.Rsa2048, HashAlgorithmName.SHA256, 256),
            (0, 384) => new CertificateKey(PivKeyAlgorithm.Rsa3072, HashAlgorithmName.SHA256, 384),
            _ => throw new CardKeyException("The certificate's RSA key has neither 2048 nor 3072 bits."),
        };
    }
}
