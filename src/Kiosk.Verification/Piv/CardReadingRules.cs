using Kiosk.Cards.Piv;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Piv;

/// <summary>Finds what would stop a terminal from reading a card, from its certificate and the card profile, before verification begins.</summary>
internal static class CardReadingRules
{
    /// <returns>The first rule that prevents reading a card with this certificate, or null.</returns>
    public static Objection? FindObjection(Certificate certificate, CardProfile profile) =>
        FindLength(certificate, profile.Reading) ?? FindAlgorithm(certificate.PublicKey, profile.Reading) ?? FindFascN(certificate, profile);

    private static Objection? FindLength(Certificate certificate, CardReadingProfile profile)
    {
        var length = certificate.Encoded.Length;
        if (length > profile.MaxCertificate)
        {
            return new(ReasonCode.CardMalformed, new Phrase($"Chứng thư số có {length} byte, mà hồ sơ thẻ chỉ nhận tối đa {profile.MaxCertificate} byte (reading.greatestCertificate).", $"The certificate has {length} bytes, and the card profile takes {profile.MaxCertificate} at most (reading.greatestCertificate).")) { Member = "reading.greatestCertificate" };
        }

        // Whether the card compresses it is unknown here, so it is excluded only if it fits neither way.
        var (limit, plain) = (profile.MaxCertificateObject, LengthOfObject(certificate, compressed: false));
        return plain > limit && Math.Min(plain, LengthOfObject(certificate, compressed: true)) is var least && least > limit
            ? new(ReasonCode.CardMalformed, new Phrase($"Đối tượng chứa chứng thư số trên thẻ có ít nhất {least} byte, mà hồ sơ thẻ chỉ nhận tối đa {limit} byte (reading.greatestCertificateObject).", $"The card's object with the certificate has {least} bytes at least, and the card profile takes {limit} at most (reading.greatestCertificateObject).")) { Member = "reading.greatestCertificateObject" }
            : null;
    }

    private static int LengthOfObject(Certificate certificate, bool compressed) => PivCertificate.Encode(certificate.Encoded.Span, compressed).Length;

    private static Objection? FindAlgorithm(SubjectPublicKey key, CardReadingProfile profile) => CardAuthenticationVerifier.ReferenceOf(key) switch
    {
        null => new(ReasonCode.KeyAlgorithm, new Phrase($"Khóa của chứng thư số {SubjectPublicKeys.Describe(key).Vietnamese}, là loại khóa mà PIV không có mã thuật toán (NIST SP 800-78-4, bảng 6-2).", $"The certificate's key is {SubjectPublicKeys.Describe(key).English}, for which PIV has no algorithm reference (NIST SP 800-78-4, table 6-2).")),
        var (reference, _) when !profile.KeyAlgorithms.Contains(reference) =>
            new(ReasonCode.KeyAlgorithm, new Phrase($"Khóa của chứng thư số {SubjectPublicKeys.Describe(key).Vietnamese}, mã thuật toán {reference:X2}, mà hồ sơ thẻ chỉ hỏi thẻ bằng {string.Join(", ", profile.KeyAlgorithms.Select(known => $"{known:X2}"))} (reading.keyAlgorithms).", $"The certificate's key is {SubjectPublicKeys.Describe(key).English}, the algorithm reference {reference:X2}, and the card profile asks cards with {string.Join(", ", profile.KeyAlgorithms.Select(known => $"{known:X2}"))} only (reading.keyAlgorithms).")) { Member = "reading.keyAlgorithms" },
        _ => null,
    };

    private static Objection? FindFascN(Certificate certificate, CardProfile profile) =>
        profile is { RequiresChuid: true, RequiresFascN: true } && certificate.Extensions.FascNs.Count == 0
            ? new(ReasonCode.BindingFascn, new Phrase("Chứng thư số không có FASC-N mà hồ sơ thẻ yêu cầu (requiresFascN).", "The certificate names no FASC-N, which the card profile asks for (requiresFascN).")) { Member = "requiresFascN" }
            : null;
}
