using System.Formats.Asn1;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Revocation;

namespace Kiosk.Verification.Crls;

/// <summary>Parses a CertificateList of any type in strict DER (RFC 5280, 5.1); <see cref="CrlChecker"/> decides which types the terminal accepts.</summary>
internal static class CrlParser
{
    /// <summary>In bytes: about 1.3 million entries with 16-byte serial numbers and a reason.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    /// <summary>The name used in messages.</summary>
    public const string Document = "CRL";

    private const int Version2 = 1;
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0);

    /// <summary>Parses strictly.</summary>
    /// <exception cref="CrlException">Not a CRL of RFC 5280, or with a critical extension that is not understood.</exception>
    public static Crl Parse(ReadOnlyMemory<byte> der) => Parse(der, X509Reading.Strict);

    /// <summary>The result refers to the given memory, which must not change afterwards.</summary>
    /// <exception cref="CrlException">Not a CRL of RFC 5280, or with a critical extension that is not understood.</exception>
    public static Crl Parse(ReadOnlyMemory<byte> der, X509Reading reading)
    {
        if (der.Length > MaxLength)
        {
            throw TooLong(der.Length);
        }

        var place = new ReadingPlace(Document);
        try
        {
            return ParseCertificateList(der, reading, place);
        }
        catch (AsnContentException broken)
        {
            throw new CrlException(place.Describe(broken), broken);
        }
        catch (CertificateException refused)
        {
            throw new CrlException(refused.Message, refused);
        }
    }

    public static CrlException TooLong(long length) => new($"A CRL of {length} bytes is longer than the {MaxLength} that are read here.");

    private static Crl ParseCertificateList(ReadOnlyMemory<byte> der, X509Reading reading, ReadingPlace place)
    {
        var list = DerFrame.Open(der, place.Document);
        place.Enter("tbsCertList, signatureAlgorithm or signatureValue", "5.1.1");
        var tbsCertList = list.ReadEncodedValue();
        var signatureAlgorithm = list.ReadEncodedValue();
        var signature = list.ReadBitString(out var unusedBits);
        list.ThrowIfNotEmpty();
        var tbsOuter = new AsnReader(tbsCertList, AsnEncodingRules.DER);
        var tbs = tbsOuter.ReadSequence();
        tbsOuter.ThrowIfNotEmpty();
        if (unusedBits != 0)
        {
            throw new CrlException("The CRL's signatureValue is not a whole number of bytes (RFC 5280, 5.1.1.3).");
        }

        place.Enter("version", "5.1.2.1");
        var isVersion2 = ReadVersion(tbs);
        place.Enter("signature", "5.1.2.2");
        if (!tbs.ReadEncodedValue().Span.SequenceEqual(signatureAlgorithm.Span))
        {
            throw new CrlException("The signed and the outer signature algorithm of the CRL differ (RFC 5280, 5.1.1.2).");
        }

        var algorithm = SignatureAlgorithms.Read(signatureAlgorithm, reading);
        place.Enter("issuer", "5.1.2.3");
        var issuer = tbs.ReadEncodedValue();
        place.Enter("thisUpdate", "5.1.2.4");
        var thisUpdate = X509Time.Read(tbs, reading);
        place.Enter("nextUpdate", "5.1.2.5");
        var nextUpdate = IsTime(tbs) ? X509Time.Read(tbs, reading) : throw new CrlException("The CRL has no nextUpdate (RFC 5280, 5.1.2.5).");
        if (nextUpdate <= thisUpdate)
        {
            throw new CrlException($"The CRL's nextUpdate {nextUpdate:O} is not after its thisUpdate {thisUpdate:O}.");
        }

        place.Enter("revokedCertificates", "5.1.2.6");
        var entries = ReadEntries(tbs);
        place.Enter("crlExtensions", "5.1.2.7");
        var extensions = isVersion2 && tbs.HasData ? ReadExtensions(tbs, place) : CrlExtensions.None;
        tbs.ThrowIfNotEmpty();
        return new Crl
        {
            TbsCertList = tbsCertList,
            SignatureAlgorithm = algorithm,
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

    /// <summary>A CRL without extensions may be version 1, which is encoded by omission.</summary>
    private static bool ReadVersion(AsnReader tbs)
    {
        if (!tbs.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            return false;
        }

        return tbs.TryReadInt32(out var version) && version == Version2 ? true : throw new CrlException("The CRL's version is neither 1, which is left out, nor 2 (RFC 5280, 5.1.2.1).");
    }

    private static bool IsTime(AsnReader tbs) =>
        tbs.HasData && (tbs.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) || tbs.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime));

    /// <summary>
    /// If nothing is revoked, revokedCertificates is absent (RFC 5280, 5.1.2.6), but some issuers write an empty one. Rejecting it would keep out every card of
    /// such an issuer.
    /// </summary>
    private static ReadOnlyMemory<byte> ReadEntries(AsnReader tbs)
    {
        if (!tbs.HasData || !tbs.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var content = tbs.PeekContentBytes();
        tbs.ReadEncodedValue();
        return content;
    }

    private static int Count(ReadOnlySpan<byte> entries, CrlExtensions extensions, X509Reading reading)
    {
        var count = new CrlEntryCount();
        count.Add(entries, reading);
        count.RequireIn(extensions);
        return count.Count;
    }

    private static CrlExtensions ReadExtensions(AsnReader tbs, ReadingPlace place)
    {
        var wrapper = tbs.ReadSequence(ExtensionsTag);
        var extensions = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        return CrlExtensions.Read(extensions, place);
    }
}
