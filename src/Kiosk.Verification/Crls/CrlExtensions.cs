using System.Formats.Asn1;
using System.Numerics;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Crls;

/// <summary>The extensions of a CRL, which follow its entries (RFC 5280, 5.2). Each occurs once, and every critical one is recognized.</summary>
internal sealed record CrlExtensions
{
    private const int MaxCrlNumber = 20;

    /// <summary>The extensions of a CRL that has none.</summary>
    public static CrlExtensions None { get; } = new();

    /// <summary>Null if the issuer does not number its CRLs.</summary>
    public BigInteger? CrlNumber { get; private init; }

    /// <summary>The number of a delta CRL's base CRL (RFC 5280, 5.2.4); null in a complete CRL.</summary>
    public BigInteger? BaseCrlNumber { get; private init; }

    /// <summary>Null if the CRL covers every certificate of its issuer.</summary>
    public IssuingDistributionPoint? IssuingDistributionPoint { get; private init; }

    /// <summary>The encoded value, which must be the same in a complete CRL and its delta (RFC 5280, 6.3.3 c); empty if absent.</summary>
    public ReadOnlyMemory<byte> EncodedIssuingDistributionPoint { get; private init; }

    /// <summary>The encoded value; empty if absent.</summary>
    public ReadOnlyMemory<byte> EncodedAuthorityKeyIdentifier { get; private init; }

    public bool IsDelta => BaseCrlNumber is not null;

    public bool IsIndirect => IssuingDistributionPoint is { IsIndirect: true };

    /// <summary>Parses crlExtensions.</summary>
    /// <param name="extensions">The content of the SEQUENCE.</param>
    /// <param name="place">On failure, names the malformed extension.</param>
    /// <exception cref="AsnContentException">Not DER.</exception>
    /// <exception cref="CrlException">An extension is duplicated, unrecognized and critical, or has the wrong criticality.</exception>
    public static CrlExtensions Read(AsnReader extensions, ReadingPlace place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var result = None;
        do
        {
            place.Enter("crlExtensions", "5.1.2.7");
            var extension = Extension.Read(extensions);
            var name = ExtensionName.Of(extension.Oid);
            if (!seen.Add(extension.Oid))
            {
                throw new CrlException($"The CRL's extension {name} stands twice (RFC 5280, 5.2).");
            }

            place.Enter(name.Name, name.Section);
            result = Add(result, extension);
        }
        while (extensions.HasData);
        return result;
    }

    private static CrlExtensions Add(CrlExtensions extensions, Extension extension) => extension.Oid switch
    {
        Oids.CrlNumber when !extension.IsCritical => extensions with { CrlNumber = ReadNumber(extension.Value) },
        Oids.DeltaCrlIndicator when extension.IsCritical => extensions with { BaseCrlNumber = ReadNumber(extension.Value) },
        Oids.IssuingDistributionPoint when extension.IsCritical => extensions with
        {
            IssuingDistributionPoint = IssuingDistributionPoint.Parse(extension.Value),
            EncodedIssuingDistributionPoint = extension.Value,
        },
        Oids.DeltaCrlIndicator or Oids.IssuingDistributionPoint =>
            throw new CrlException($"The CRL's extension {ExtensionName.Of(extension.Oid)} limits the list and is not critical (RFC 5280, 5.2.4 and 5.2.5)."),
        _ when extension.IsCritical => throw new CrlException($"The CRL's critical extension {ExtensionName.Of(extension.Oid)} is not understood, so that the list may not be used (RFC 5280, 5.2)."),
        Oids.AuthorityKeyIdentifier => extensions with { EncodedAuthorityKeyIdentifier = extension.Value },
        _ => extensions,
    };

    private static BigInteger ReadNumber(ReadOnlyMemory<byte> value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        var number = reader.ReadInteger();
        reader.ThrowIfNotEmpty();
        return number.Sign >= 0 && number.GetByteCount(isUnsigned: true) <= MaxCrlNumber
            ? number
            : throw new CrlException("A CRL number is not negative and has at most 20 bytes (RFC 5280, 5.2.3).");
    }
}
