using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;
using Kiosk.Words;

namespace Kiosk.Verification.Revocation;

/// <summary>Verifies a CRL against possible issuers (RFC 5280, 6.3.3 f and g).</summary>
internal static class CrlChecker
{
    /// <param name="issuers">CA certificates, trust anchors included. Several may share a name; the key decides.</param>
    /// <exception cref="CrlException">The CRL is not complete, none of the issuers signed it, or the one that did may not sign CRLs.</exception>
    public static CheckedCrl Check(Crl crl, IReadOnlyList<Certificate> issuers, AlgorithmPolicy algorithms)
    {
        if (FindLimit(crl) is { } limit)
        {
            throw new CrlException(new Phrase($"Danh sách thu hồi {limit.Vietnamese}; ở đây chỉ dùng danh sách đầy đủ của một CA. Hãy lấy danh sách đầy đủ của CA.", $"The CRL {limit.English}; only complete lists of one issuer are used here. Get the authority's complete list.")) { SaysRemedy = true };
        }

        if (crl.CrlNumber is not { } crlNumber)
        {
            throw new CrlException(new Phrase("Danh sách thu hồi không có cRLNumber (RFC 5280, 5.2.3) nên không phân biệt được với danh sách cũ hơn. Hãy đề nghị CA đánh số các danh sách.", "The CRL has no cRLNumber (RFC 5280, 5.2.3): nothing would tell it from an older one. Have the authority number its lists.")) { SaysRemedy = true };
        }

        if (!algorithms.Allows(crl.SignatureAlgorithm))
        {
            throw new CrlException(new Phrase($"Danh sách thu hồi được ký bằng {crl.SignatureAlgorithm}, là thuật toán mà hồ sơ thẻ không cho phép (algorithms.signatures). Hãy đề nghị CA ký danh sách bằng thuật toán khác.", $"The CRL is signed with {crl.SignatureAlgorithm}, which the card profile does not allow (algorithms.signatures). Have the authority sign its lists otherwise.")) { SaysRemedy = true };
        }

        var name = new PathCrl(crl).Issuer;
        var authorities = issuers.Select(issuer => new PathCertificate(issuer)).Where(issuer => issuer.Subject.Equals(name)).ToArray();
        var signer = Array.Find(authorities, authority => Signed(crl, authority, algorithms))
            ?? throw Unsigned(crl, WhyUnsigned(authorities, algorithms));
        var facts = new CrlFacts(
            FindCoveredKey(crl, signer, authorities, algorithms),
            crl.ThisUpdate,
            crl.NextUpdate,
            crlNumber.ToString(CultureInfo.InvariantCulture),
            crl.EntryCount,
            crl.SignatureAlgorithm)
        { Issuer = CommonNameOf(crl.Issuer.Span) };
        return new CheckedCrl(facts, crl);
    }

    private static CrlException Unsigned(Crl crl, Phrase why)
    {
        var name = NameOf(crl.Issuer.Span);
        return new(new Phrase(
            $"Danh sách thu hồi của {name.Vietnamese}, ghi thời điểm {crl.ThisUpdate:yyyy-MM-dd HH:mm'Z'}, {why.Vietnamese}",
            $"The CRL of {name.English}, dated {crl.ThisUpdate:yyyy-MM-dd HH:mm'Z'}, {why.English}"))
        { SaysRemedy = true };
    }

    /// <summary>Explains why no certificate with the issuer's name verifies the CRL, and what to do.</summary>
    private static Phrase WhyUnsigned(PathCertificate[] authorities, AlgorithmPolicy algorithms) =>
        authorities.Length == 0 ? new("của một CA có chứng thư số không nằm trong số đã biết. Hãy thêm chứng thư số của CA này, hoặc bỏ danh sách đi.", "is of an issuer whose certificate is not among the known ones. Add that CA's certificate, or take the list out.")
        : !Array.Exists(authorities, MaySign) ? new("của một CA có chứng thư số không cho phép ký danh sách thu hồi (keyUsage cRLSign; RFC 5280, 4.2.1.3). Hãy đề nghị cấp lại chứng thư số cho CA này.", "is of an issuer whose certificate does not let it sign CRLs (keyUsage cRLSign; RFC 5280, 4.2.1.3). Have that CA certified for it.")
        : Array.Find(authorities, authority => MaySign(authority) && algorithms.Allows(authority.Certificate.PublicKey)) is null
            ? new($"của một CA có khóa {SubjectPublicKeys.Describe(authorities[0].Certificate.PublicKey).Vietnamese}, là loại khóa mà hồ sơ thẻ không cho phép (algorithms). Hãy cho phép loại khóa này, hoặc đề nghị CA đổi khóa.", $"is of an issuer whose key is {SubjectPublicKeys.Describe(authorities[0].Certificate.PublicKey).English}, which the card profile does not allow (algorithms). Let such keys count, or have the CA renew its key.")
        : new("không được ký bằng khóa của chứng thư số mang tên CA: tệp đã bị thay đổi trên đường chuyển, hoặc CA đã có khóa mới. Hãy tải lại danh sách cùng chứng thư số mới nhất của CA.", "is not signed by the key of the certificate that bears its issuer's name: the file was changed on the way, or the CA has a newer key. Fetch the list again, and the CA's newest certificate.");

    private static Phrase NameOf(ReadOnlySpan<byte> name)
    {
        try
        {
            return CommonNameOf(name) is { Length: > 0 } common ? Phrase.Untranslated($"\"{common}\"") : Phrase.Untranslated($"\"{new X500DistinguishedName(name).Name}\"");
        }
        catch (CryptographicException)
        {
            return new("một CA không hiển thị được tên", "an issuer whose name cannot be shown");
        }
    }

    private static string CommonNameOf(ReadOnlySpan<byte> name) =>
        new X500DistinguishedName(name).EnumerateRelativeDistinguishedNames()
            .FirstOrDefault(part => part is { HasMultipleElements: false } && part.GetSingleElementType().Value == Oids.CommonName)?.GetSingleElementValue() ?? "";

    /// <summary>
    /// The key whose certificates the CRL covers: the signing CA's own, or that of the CA that certified a CRL signing key under its own name. A matching name alone,
    /// even below the same anchor, is not enough: two CAs may share it.
    /// </summary>
    private static ReadOnlyMemory<byte> FindCoveredKey(Crl crl, PathCertificate signer, PathCertificate[] authorities, AlgorithmPolicy algorithms)
    {
        if (signer.IsCertificateAuthority)
        {
            return signer.OwnKey!.Hash;
        }

        var authority = Array.Find(authorities, authority =>
            authority.IsCertificateAuthority && algorithms.Allows(authority.Certificate.PublicKey) && authority.OwnKey is { } key && signer.IsSignedBy(key));
        return signer.IsSelfIssued && signer.Extensions.UnknownCritical is null && signer.IsValidAt(crl.ThisUpdate) && authority is not null
            ? authority.OwnKey!.Hash
            : throw new CrlException(new Phrase("Danh sách thu hồi được ký bằng khóa mà CA không chứng nhận cho việc đó, hoặc không chứng nhận cho thời điểm của danh sách.", "The CRL was signed by a key that its issuer did not certify for that, or not for the time of the list."));
    }

    /// <summary>Terminals receive only complete CRLs, so a partial one may hide a revocation.</summary>
    private static Phrase? FindLimit(Crl crl) => crl.Extensions switch
    {
        { IsDelta: true } => new("chỉ chứa phần thay đổi so với danh sách khác", "holds only the changes to another one"),
        { IsIndirect: true } => new("gồm cả chứng thư số của CA khác", "covers certificates of other issuers"),
        { IssuingDistributionPoint.OnlySomeReasons: not null } => new("chỉ gồm một số lý do thu hồi", "covers only some reasons"),
        { IssuingDistributionPoint.OnlyContainsUserCertificates: true } => new("chỉ gồm chứng thư số của người dùng", "covers only certificates of users"),
        { IssuingDistributionPoint.OnlyContainsAuthorityCertificates: true } => new("chỉ gồm chứng thư số của CA", "covers only certificates of authorities"),
        { IssuingDistributionPoint.OnlyContainsAttributeCertificates: true } => new("chỉ gồm chứng thư số thuộc tính", "covers only attribute certificates"),
        { IssuingDistributionPoint: not null } => new("chỉ gồm chứng thư số của một điểm phân phối", "covers only certificates of one distribution point"),
        _ => null,
    };

    private static bool MaySign(PathCertificate issuer) => issuer.Extensions.KeyUsage is { } usages && usages.HasFlag(KeyUsages.CrlSign);

    private static bool Signed(Crl crl, PathCertificate issuer, AlgorithmPolicy algorithms) =>
        MaySign(issuer)
        && algorithms.Allows(issuer.Certificate.PublicKey)
        && issuer.OwnKey is { } key && crl.IsSignedBy(key);
}
