using System.Formats.Asn1;
using Kiosk.Verification.Der;
using Kiosk.Verification.Names;

namespace Kiosk.Verification.Certificates;

/// <summary>A CRL distribution point of a certificate (RFC 5280, 4.2.1.13).</summary>
/// <param name="Reasons">The revocation reasons that its CRL covers; null for all.</param>
/// <param name="CrlIssuer">The CRL's issuer if it is not the certificate's; otherwise empty.</param>
internal sealed record DistributionPoint(DistributionPointName? Name, ReasonFlags? Reasons, IReadOnlyList<GeneralName> CrlIssuer)
{
    private static readonly Asn1Tag NameTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag ReasonsTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag CrlIssuerTag = new(TagClass.ContextSpecific, 2);

    /// <summary>CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint, the whole value of the extension.</summary>
    /// <exception cref="AsnContentException">Not DER of this type.</exception>
    public static IReadOnlyList<DistributionPoint> ParseAll(ReadOnlyMemory<byte> der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var points = new List<DistributionPoint>();
        do
        {
            points.Add(Read(sequence.ReadSequence()));
        }
        while (sequence.HasData);
        return points;
    }

    private static DistributionPoint Read(AsnReader point)
    {
        DistributionPointName? name = null;
        ReasonFlags? reasons = null;
        IReadOnlyList<GeneralName> crlIssuer = [];
        if (IsNext(point, NameTag))
        {
            var wrapper = point.ReadSequence(NameTag);
            name = DistributionPointName.Read(wrapper);
            wrapper.ThrowIfNotEmpty();
        }

        if (IsNext(point, ReasonsTag))
        {
            reasons = point.ReadNamedBitListValue<ReasonFlags>(ReasonsTag);
        }

        if (IsNext(point, CrlIssuerTag))
        {
            crlIssuer = GeneralNames.ReadAll(point.ReadSequence(CrlIssuerTag));
        }

        point.ThrowIfNotEmpty();
        return name is null && crlIssuer.Count == 0
            ? throw new DerRuleException("A distribution point names neither a place nor a cRLIssuer (RFC 5280, 4.2.1.13).")
            : new DistributionPoint(name, reasons, crlIssuer);
    }

    private static bool IsNext(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);
}
