using System.Formats.Asn1;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Names;

namespace Kiosk.Verification.Paths;

/// <summary>A CRL with normalized issuer name, and the checks of RFC 5280, 6.3.3.</summary>
internal sealed class PathCrl
{
    /// <param name="source">The caller's name for the CRL, for messages.</param>
    /// <exception cref="CrlException">The issuer's name is malformed.</exception>
    public PathCrl(Crl crl, string source = "a list")
    {
        (Crl, Source) = (crl, source);
        try
        {
            Issuer = DistinguishedName.Parse(crl.Issuer);
            PlaceNames = Limits?.Name?.Resolve(Issuer) ?? [];
        }
        catch (AsnContentException broken)
        {
            throw new CrlException("issuer or issuingDistributionPoint of the CRL is not encoded in DER as RFC 5280, 5.1.2.3 and 5.2.5 define their names.", broken);
        }
    }

    public Crl Crl { get; }

    public string Source { get; }

    public DistinguishedName Issuer { get; }

    /// <summary>The reasons that the CRL covers.</summary>
    public ReasonFlags Reasons => Limits?.OnlySomeReasons ?? ReasonFlags.All;

    private IssuingDistributionPoint? Limits => Crl.Extensions.IssuingDistributionPoint;

    /// <summary>The names of the CRL's distribution point; empty if it names none.</summary>
    private IReadOnlyList<GeneralName> PlaceNames { get; }

    public bool IsBegunAt(DateTimeOffset second) => second >= Crl.ThisUpdate;

    public bool IsCurrentAt(DateTimeOffset second) => IsBegunAt(second) && second <= Crl.NextUpdate;

    /// <summary>Whether the CRL covers a certificate for one of its distribution points (RFC 5280, 6.3.3 b).</summary>
    public bool Covers(PathCertificate certificate, DistributionPoint point)
    {
        var isOfPointsIssuer = point.CrlIssuer.Count == 0
            ? Issuer.Equals(certificate.Issuer)
            : Crl.Extensions.IsIndirect && point.CrlIssuer.Any(name => name is GeneralName.Directory directory && directory.Name.Equals(Issuer));
        return isOfPointsIssuer && CoversKind(certificate) && (PlaceNames.Count == 0 || NamesOf(point, certificate).Any(IsPlace));
    }

    /// <summary>Whether a delta CRL applies to this one (RFC 5280, 5.2.4 and 6.3.3 c).</summary>
    public bool IsExtendedBy(PathCrl delta)
    {
        var (own, other) = (Crl.Extensions, delta.Crl.Extensions);
        return Issuer.Equals(delta.Issuer)
            && own.EncodedIssuingDistributionPoint.Span.SequenceEqual(other.EncodedIssuingDistributionPoint.Span)
            && own.EncodedAuthorityKeyIdentifier.Span.SequenceEqual(other.EncodedAuthorityKeyIdentifier.Span)
            && own.CrlNumber >= other.BaseCrlNumber
            && own.CrlNumber < other.CrlNumber;
    }

    /// <summary>Finds a certificate's entry; in an indirect CRL, by issuer and serial number (RFC 5280, 5.3.3).</summary>
    /// <exception cref="CrlException">A certificate issuer in the CRL is malformed.</exception>
    public CrlEntry? Find(PathCertificate certificate)
    {
        if (!Crl.Extensions.IsIndirect)
        {
            return Crl.Find(certificate.Certificate.SerialNumber.Span);
        }

        var isAboutIssuer = Issuer.Equals(certificate.Issuer);
        var reader = new CrlEntryReader(Crl.Entries.Span, Crl.Reading);
        while (reader.MoveNext())
        {
            if (!reader.CertificateIssuer.IsEmpty)
            {
                isAboutIssuer = IsAbout(reader.CertificateIssuer, certificate.Issuer);
            }

            if (isAboutIssuer && reader.SerialNumber.SequenceEqual(certificate.Certificate.SerialNumber.Span))
            {
                return reader.ToEntry();
            }
        }

        return null;
    }

    private bool CoversKind(PathCertificate certificate) => Limits switch
    {
        { OnlyContainsUserCertificates: true } => !certificate.IsCertificateAuthority,
        { OnlyContainsAuthorityCertificates: true } => certificate.IsCertificateAuthority,
        { OnlyContainsAttributeCertificates: true } => false,
        _ => true,
    };

    /// <summary>A distribution point without a name goes by the names of its CRL's issuer.</summary>
    private static IReadOnlyList<GeneralName> NamesOf(DistributionPoint point, PathCertificate certificate)
    {
        if (point.Name is null)
        {
            return point.CrlIssuer;
        }

        var issuers = point.CrlIssuer.OfType<GeneralName.Directory>().Select(directory => directory.Name).ToArray();
        return point.Name.Resolve(issuers is [var only, ..] ? only : certificate.Issuer);
    }

    private bool IsPlace(GeneralName name) => PlaceNames.Any(place => (place, name) switch
    {
        (GeneralName.Directory one, GeneralName.Directory other) => one.Name.Equals(other.Name),
        (GeneralName.Uri one, GeneralName.Uri other) => one.Identifier == other.Identifier,
        (GeneralName.Dns one, GeneralName.Dns other) => one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase),
        _ => false,
    });

    private static bool IsAbout(ReadOnlySpan<byte> encodedNames, DistinguishedName issuer)
    {
        try
        {
            return GeneralNames.Parse(encodedNames.ToArray()).Any(name => name is GeneralName.Directory directory && directory.Name.Equals(issuer));
        }
        catch (AsnContentException broken)
        {
            throw new CrlException("certificateIssuer in an entry of the CRL is not encoded in DER as RFC 5280, 5.3.3 defines it.", broken);
        }
    }
}
