using System.Security.Cryptography;
using Kiosk.Cards.Piv;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.ContentSigning;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Piv;

/// <summary>
/// Runs the time-independent checks on a CHUID (NIST SP 800-73-4 part 1, 3.1.2): that GUID and FASC-N match the certificate, that the certificate does not outlive it, and
/// that a trusted content signer signed it.
/// </summary>
internal sealed class ChuidExaminer(TrustedAuthorities trust)
{
    private readonly CardProfile profile = trust.Profile;

    /// <param name="value">The value inside tag 53.</param>
    /// <exception cref="ContentSigningException">It does not match the certificate, or no trusted content signer signed it.</exception>
    public KnownChuid Examine(ReadOnlyMemory<byte> value, Certificate card, ReadOnlySpan<byte> cardUuid)
    {
        if (!Chuid.TryParse(value, out var chuid, out var fault))
        {
            throw new ContentSigningException(ReasonCode.CardMalformed, fault);
        }

        // The signature first: the content of an unsigned CHUID means nothing.
        var signer = VerifySignature(chuid);
        if (!chuid.CardUuid.ToByteArray(bigEndian: true).AsSpan().SequenceEqual(cardUuid))
        {
            throw new ContentSigningException(ReasonCode.BindingUuid, "The CHUID's GUID (tag 34) is not the UUID of the card's certificate.");
        }

        RequireFascN(chuid, card);
        var expires = LastSecondOf(chuid.ExpirationDate);
        return card.NotAfter <= expires
            ? new KnownChuid(expires, signer)
            : throw new ContentSigningException(ReasonCode.BindingChuidExpired, $"The card's certificate is valid until {card.NotAfter:yyyy-MM-dd} and outlives the CHUID, which ends with {chuid.ExpirationDate:yyyy-MM-dd} (tag 35).");
    }

    private KnownSigner VerifySignature(Chuid chuid)
    {
        var signedData = SignedData.Parse(chuid.IssuerSignature);
        var certificate = ParseSigner(signedData);
        var issuer = trust.FindIssuerOfSigner(certificate) ?? throw Unsigned("No authority that is trusted for content signing issued the certificate of the CHUID's signer, or not under a policy that the card profile asks for (contentSigner.policies).");
        if (ContentSignerRules.FindObjection(certificate, profile) is { } objection)
        {
            throw new ContentSigningException(objection.Code, OfSigner(objection.Rule.English));
        }

        if (!profile.Algorithms.Allows(signedData.SignatureAlgorithm))
        {
            throw new ContentSigningException(ReasonCode.CertWeakSignature, $"The CHUID is signed with {signedData.SignatureAlgorithm}, which the card profile does not allow (algorithms.signatures).");
        }

        RequireAttributes(signedData, certificate, chuid);
        var isSigned = ImportKey(certificate).VerifySignature(signedData.Attributes.Encoded.Span, signedData.Signature.Span, signedData.SignatureAlgorithm);
        return isSigned
            ? new KnownSigner(certificate, signedData.SignatureAlgorithm, issuer, new CertificateReference(issuer.KeyHash, certificate.SerialNumber))
            : throw Unsigned("The CHUID's signature (tag 3E) does not verify with the key of its signer's certificate.");
    }

    /// <summary>A weak key or signature keeps its own code; any other fault in the signer's certificate counts as a bad signature.</summary>
    private static Certificate ParseSigner(SignedData signedData)
    {
        try
        {
            var certificate = Certificate.Parse(signedData.SignerCertificate.ToArray());
            return certificate.Issuer.Span.SequenceEqual(signedData.SignerIssuer.Span) && certificate.SerialNumber.Span.SequenceEqual(signedData.SignerSerialNumber.Span)
                ? certificate
                : throw Unsigned("The certificate in the CHUID's signature is another than the one that the SignerInfo names (RFC 5652, 5.3).");
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
            throw Unsigned($"The content type of the CHUID's signature is not id-PIV-CHUIDSecurityObject ({Oids.PivChuidSecurityObject}).");
        }

        if (attributes.SignerName is { } name && !name.Span.SequenceEqual(signer.Subject.Span))
        {
            throw Unsigned("The pivSigner-DN of the CHUID's signature is not the subject of the signer's certificate (FIPS 201-3, 4.2.1).");
        }

        if (!IsDigestOf(chuid, attributes.MessageDigest.Span, signedData.SignatureAlgorithm.HashAlgorithm()))
        {
            throw Unsigned("The CHUID's signature is over other content than tags 30 to 36 before it, with or without the error detection code behind it (NIST SP 800-73-4 part 1, 3.1.2).");
        }
    }

    /// <summary>Accepts both forms found on cards in the field. They cannot be confused: tag FE occurs only at the end.</summary>
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
            throw new ContentSigningException(ReasonCode.BindingFascn, Describe(fascNs.Count));
        }
    }

    private static string Describe(int fascNs) => fascNs switch
    {
        0 => "The card's certificate names no FASC-N, which the card profile asks for (requiresFascN).",
        1 => "The CHUID's FASC-N (tag 30) is not that of the card's certificate.",
        _ => $"The card's certificate names {fascNs} FASC-Ns where one stands.",
    };

    private static DateTimeOffset LastSecondOf(DateOnly day) => new(day, new TimeOnly(23, 59, 59), TimeSpan.Zero);

    private static ContentSigningException OfSigner(CertificateException refused) => new(
        refused.Code is ReasonCode.CertWeakKey or ReasonCode.CertWeakSignature ? refused.Code : ReasonCode.BindingChuidSignature,
        OfSigner(refused.Message),
        refused);

    /// <summary>Marks a rule as concerning the CHUID signer's certificate, not the card's.</summary>
    public static string OfSigner(string rule) => $"Content signer of the CHUID: {rule}";

    private static ContentSigningException Unsigned(string message) => new(ReasonCode.BindingChuidSignature, message);
}
