using System.Security.Cryptography;
using Kiosk.Hardware.Cards.Piv;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.ContentSigning;

/// <summary>
/// Judges a CHUID as far as time cannot change it (NIST SP 800-73-4 part 1, 3.1.2; CARDS step 5): whose it is by GUID and FASC-N, that the certificate does not outlive it, and
/// that a content signer of ours signed it.
/// </summary>
/// <param name="findIssuer">The trusted authority that issued a certificate, or null.</param>
internal sealed class ChuidExaminer(CardProfile profile, Func<Certificate, IssuingAuthority?> findIssuer)
{
    /// <param name="value">The value inside tag 53.</param>
    /// <exception cref="ContentSigningException">It does not belong to the certificate's card, or nobody whom we trust signed it.</exception>
    public KnownChuid Examine(ReadOnlyMemory<byte> value, Certificate card, ReadOnlySpan<byte> cardUuid)
    {
        if (!Chuid.TryParse(value, out var chuid))
        {
            throw new ContentSigningException(ReasonCode.CardMalformed, "The CHUID is malformed.");
        }

        // The signature first: what an unsigned CHUID says about the card is worth nothing.
        var signer = VerifySignature(chuid);
        if (!chuid.CardUuid.ToByteArray(bigEndian: true).AsSpan().SequenceEqual(cardUuid))
        {
            throw new ContentSigningException(ReasonCode.BindingUuid, "The CHUID's GUID is not the certificate's UUID.");
        }

        RequireFascN(chuid, card);
        var expires = LastSecondOf(chuid.ExpirationDate);
        return card.NotAfter <= expires
            ? new KnownChuid(expires, signer)
            : throw new ContentSigningException(ReasonCode.BindingChuidExpired, "The certificate outlives the CHUID.");
    }

    private KnownSigner VerifySignature(Chuid chuid)
    {
        var signedData = SignedData.Parse(chuid.IssuerSignature);
        var certificate = ParseSigner(signedData);
        var issuer = findIssuer(certificate) ?? throw Unsigned("No trusted authority issued the content signer's certificate.");
        if (ContentSignerRules.FindObjection(certificate, profile) is { } objection)
        {
            throw new ContentSigningException(objection, "The content signer's certificate breaks a rule of the card profile.");
        }

        if (!profile.Algorithms.Allows(signedData.SignatureAlgorithm))
        {
            throw new ContentSigningException(ReasonCode.CertWeakSignature, $"Content signed with {signedData.SignatureAlgorithm} is not accepted.");
        }

        RequireAttributes(signedData, certificate, chuid);
        var isSigned = ImportKey(certificate).VerifySignature(signedData.Attributes.Encoded.Span, signedData.Signature.Span, signedData.SignatureAlgorithm);
        return isSigned
            ? new KnownSigner(certificate, signedData.SignatureAlgorithm, issuer, new CertificateReference(issuer.KeyHash, certificate.SerialNumber))
            : throw Unsigned("The CHUID's signature is wrong.");
    }

    /// <summary>A weak key or signature keeps its own code; all else about the signer's certificate is about the signature.</summary>
    private static Certificate ParseSigner(SignedData signedData)
    {
        try
        {
            var certificate = Certificate.Parse(signedData.SignerCertificate);
            return certificate.Issuer.Span.SequenceEqual(signedData.SignerIssuer.Span) && certificate.SerialNumber.Span.SequenceEqual(signedData.SignerSerialNumber.Span)
                ? certificate
                : throw Unsigned("The certificate beside the signature is another than the signer's.");
        }
        catch (CertificateException refused)
        {
            throw OfSigner(refused);
        }
    }

    private static PublicKey ImportKey(Certificate certificate)
    {
        try
        {
            return PublicKey.Import(certificate.PublicKey);
        }
        catch (CertificateException refused)
        {
            throw OfSigner(refused);
        }
    }

    private static void RequireAttributes(SignedData signedData, Certificate signer, Chuid chuid)
    {
        var attributes = signedData.Attributes;
        if (signedData.ContentType != Oids.PivChuidSecurityObject || attributes.ContentType != Oids.PivChuidSecurityObject)
        {
            throw Unsigned("The signed content is not of the type of a CHUID.");
        }

        if (attributes.SignerName is { } name && !name.Span.SequenceEqual(signer.Subject.Span))
        {
            throw Unsigned("The signature names another signer than its certificate.");
        }

        if (!IsDigestOf(chuid, attributes.MessageDigest.Span, signedData.SignatureAlgorithm.HashAlgorithm()))
        {
            throw Unsigned("The CHUID's signature is over other content than tags 30 to 36 before it, with or without the error detection code behind it (NIST SP 800-73-4 part 1, 3.1.2).");
        }
    }

    /// <summary>Either form that cards in the field have. Neither can be read as the other: tag FE stands nowhere but at the end.</summary>
    private static bool IsDigestOf(Chuid chuid, ReadOnlySpan<byte> messageDigest, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(chuid.SignedContent.Span);
        if (messageDigest.SequenceEqual(hash.GetCurrentHash()))
        {
            return true;
        }

        hash.AppendData(chuid.ErrorDetectionCode.Span);
        return messageDigest.SequenceEqual(hash.GetHashAndReset());
    }

    private void RequireFascN(Chuid chuid, Certificate card)
    {
        var fascNs = card.Extensions.FascNs;
        var isBound = fascNs.Count switch
        {
            0 => !profile.RequiresFascN,
            1 => fascNs[0].Span.SequenceEqual(chuid.FascN.Span),
            _ => false,
        };
        if (!isBound)
        {
            throw new ContentSigningException(ReasonCode.BindingFascn, "The CHUID's FASC-N is not the certificate's.");
        }
    }

    private static DateTimeOffset LastSecondOf(DateOnly day) => new(day, new TimeOnly(23, 59, 59), TimeSpan.Zero);

    private static ContentSigningException OfSigner(CertificateException refused) => new(
        refused.Code is ReasonCode.CertWeakKey or ReasonCode.CertWeakSignature ? refused.Code : ReasonCode.BindingChuidSignature,
        refused.Message,
        refused);

    private static ContentSigningException Unsigned(string message) => new(ReasonCode.BindingChuidSignature, message);
}
