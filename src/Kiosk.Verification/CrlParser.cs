using System.Formats.Asn1;
using Kiosk.Verification.Crls;

namespace Kiosk.Verification;

/// <summary>Reads a CertificateList in strict DER (RFC 5280, 5.1), of whatever kind; <see cref="CrlChecker"/> says which kinds the terminal uses.</summary>
internal static class CrlParser
{
    /// <summary>Some 1.3 million entries with 16-byte serial numbers and a reason.</summary>
    public const int GreatestLength = 64 * 1024 * 1024;

    private const int Version2 = 1;
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0);

    /// <summary>Parses strictly.</summary>
    /// <exception cref="CrlException">Not a CRL of RFC 5280, or with a critical extension that is not understood.</exception>
    public static Crl Parse(ReadOnlyMemory<byte> der) => Parse(der, X509Reading.Strict);

    /// <summary>The result refers to the given memory, which must not change afterwards.</summary>
    /// <exception cref="CrlException">Not a CRL of RFC 5280, or with a critical extension that is not understood.</exception>
    public static Crl Parse(ReadOnlyMemory<byte> der, X509Reading reading)
    {
        if (der.Length > GreatestLength)
        {
            throw new CrlException($"A CRL of {der.Length} bytes is longer than {GreatestLength}.");
        }

        try
        {
            return ParseCertificateList(der, reading);
        }
        catch (AsnContentException broken)
        {
            throw new CrlException("The CRL is not valid DER.", broken);
        }
        catch (CertificateException refused)
        {
            throw new CrlException(refused.Message, refused);
        }
    }

    private static Crl ParseCertificateList(ReadOnlyMemory<byte> der, X509Reading reading)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var tbsCertList = list.ReadEncodedValue();
        var signatureAlgorithm = list.ReadEncodedValue();
        var signature = list.ReadBitString(out var unusedBits);
        list.ThrowIfNotEmpty();
        var tbsOuter = new AsnReader(tbsCertList, AsnEncodingRules.DER);
        var tbs = tbsOuter.ReadSequence();
        tbsOuter.ThrowIfNotEmpty();
        var isVersion2 = ReadVersion(tbs);
        if (unusedBits != 0 || !tbs.ReadEncodedValue().Span.SequenceEqual(signatureAlgorithm.Span))
        {
            throw new CrlException("The signed and the outer signature algorithm of the CRL differ (RFC 5280, 5.1.1.2).");
        }

        var issuer = tbs.ReadEncodedValue();
        var thisUpdate = X509Time.Read(tbs, reading);
        var nextUpdate = IsTime(tbs) ? X509Time.Read(tbs, reading) : throw new CrlException("The CRL has no nextUpdate (RFC 5280, 5.1.2.5).");
        if (nextUpdate <= thisUpdate)
        {
            throw new CrlException($"The CRL's nextUpdate {nextUpdate:O} is not after its thisUpdate {thisUpdate:O}.");
        }

        var entries = ReadEntries(tbs);
        var extensions = isVersion2 && tbs.HasData ? ReadExtensions(tbs) : CrlExtensions.None;
        tbs.ThrowIfNotEmpty();
        return new Crl
        {
            TbsCertList = tbsCertList,
            SignatureAlgorithm = SignatureAlgorithms.Read(signatureAlgorithm, reading),
            Signature = signature,
            Issuer = issuer,
            ThisUpdate = thisUpdate,
            NextUpdate = nextUpdate,
            Extensions = extensions,
            Reading = reading,
            Entries = entries,
            EntryCount = Count(entries.Span, extensions, reading),
        };
    }

    /// <summary>Lists without extensions may be of version 1, which is written by leaving it out.</summary>
    private static bool ReadVersion(AsnReader tbs)
    {
        if (!tbs.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            return false;
        }

        return tbs.TryReadInt32(out var version) && version == Version2 ? true : throw new CrlException("The CRL is of an unknown version.");
    }

    private static bool IsTime(AsnReader tbs) =>
        tbs.HasData && (tbs.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) || tbs.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime));

    private static ReadOnlyMemory<byte> ReadEntries(AsnReader tbs)
    {
        if (!tbs.HasData || !tbs.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var content = tbs.PeekContentBytes();
        tbs.ReadEncodedValue();
        return content.IsEmpty ? throw new CrlException("A CRL without entries leaves the list out (RFC 5280, 5.1.2.6).") : content;
    }

    private static int Count(ReadOnlySpan<byte> entries, CrlExtensions extensions, X509Reading reading)
    {
        var count = new CrlEntryCount();
        count.Add(entries, reading);
        count.RequireIn(extensions);
        return count.Count;
    }

    private static CrlExtensions ReadExtensions(AsnReader tbs)
    {
        var wrapper = tbs.ReadSequence(ExtensionsTag);
        var extensions = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        return CrlExtensions.Read(extensions);
    }
}
