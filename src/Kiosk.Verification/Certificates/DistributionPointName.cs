using System.Formats.Asn1;
using Kiosk.Verification.Names;

namespace Kiosk.Verification.Certificates;

/// <summary>The name of a CRL's distribution point; a certificate and its CRL share it (RFC 5280, 4.2.1.13).</summary>
internal abstract record DistributionPointName
{
    private static readonly Asn1Tag FullNameTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag RelativeNameTag = new(TagClass.ContextSpecific, 1);

    private DistributionPointName()
    {
    }

    /// <summary>Alternative names of the same CRL.</summary>
    public sealed record Full(IReadOnlyList<GeneralName> Names) : DistributionPointName;

    /// <param name="RelativeName">The content of a RelativeDistinguishedName, relative to the name of the CRL's issuer.</param>
    public sealed record RelativeToIssuer(ReadOnlyMemory<byte> RelativeName) : DistributionPointName;

    /// <summary>The names of the distribution point.</summary>
    /// <param name="issuer">The base of a relative name.</param>
    /// <exception cref="AsnContentException">The relative name is malformed.</exception>
    public IReadOnlyList<GeneralName> Resolve(DistinguishedName issuer) => this switch
    {
        Full full => full.Names,
        RelativeToIssuer relative => [new GeneralName.Directory(issuer.Append(relative.RelativeName))],
        _ => [],
    };

    /// <exception cref="AsnContentException">Not DER of a DistributionPointName.</exception>
    public static DistributionPointName Read(AsnReader reader)
    {
        if (reader.PeekTag().HasSameClassAndValue(FullNameTag))
        {
            return new Full(GeneralNames.ReadAll(reader.ReadSequence(FullNameTag)));
        }

        var content = reader.PeekContentBytes();
        reader.ReadSetOf(RelativeNameTag);
        _ = DistinguishedName.Parse(new byte[] { 0x30, 0x00 }).Append(content);
        return new RelativeToIssuer(content);
    }
}
