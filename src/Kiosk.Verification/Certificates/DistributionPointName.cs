using System.Formats.Asn1;
using Kiosk.Verification.Names;

namespace Kiosk.Verification.Certificates;

/// <summary>Where a CRL is found; a certificate and its list name the same place (RFC 5280, 4.2.1.13).</summary>
internal abstract record DistributionPointName
{
    private static readonly Asn1Tag FullNameTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag RelativeNameTag = new(TagClass.ContextSpecific, 1);

    private DistributionPointName()
    {
    }

    /// <summary>Each of the names leads to the same list.</summary>
    public sealed record Full(IReadOnlyList<GeneralName> Names) : DistributionPointName;

    /// <param name="RelativeName">The content of a RelativeDistinguishedName, which follows the name of the list's issuer.</param>
    public sealed record RelativeToIssuer(ReadOnlyMemory<byte> RelativeName) : DistributionPointName;

    /// <summary>The names that stand for the place.</summary>
    /// <param name="issuer">Whom a relative name is relative to.</param>
    /// <exception cref="AsnContentException">The relative name is none.</exception>
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
