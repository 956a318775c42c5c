using System.Formats.Asn1;
using System.Numerics;

namespace Kiosk.Service.Verification;

/// <summary>Reads a CertificateList in strict DER (RFC 5280, 5.1) and refuses every list that is not the complete one of its issuer.</summary>
internal static class CrlParser
{
    /// <summary>Some 1.3 million entries with 16-byte serial numbers and a reason.</summary>
    public const int GreatestLength = 64 * 1024 * 1024;

    private const int GreatestCrlNumber = 20;
    private const int Version2 = 1;
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0);

    /// <summary>The result refers to the given memory, which must not change afterwards.</summary>
    /// <exception cref="CrlException">Not a complete CRL of RFC 5280.</exception>
    public static Crl Parse(ReadOnlyMemory<byte> der)
    {
        if (der.Length > GreatestLength)
        {
            throw new CrlException($"A CRL of {der.Length} bytes is longer than {GreatestLength}.");
        }

        try
        {
            return ParseCertificateList(der);
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

    private static Crl ParseCertificateList(ReadOnlyMemory<byte> der)
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
        var thisUpdate = X509Time.Read(tbs);
        var nextUpdate = IsTime(tbs) ? X509Time.Read(tbs) : throw new CrlException("The CRL has no nextUpdate (RFC 5280, 5.1.2.5).");
        if (nextUpdate <= thisUpdate)
        {
            throw new CrlException($"The CRL's nextUpdate {nextUpdate:O} is not after its thisUpdate {thisUpdate:O}.");
        }

        var entries = ReadEntries(tbs);
        var crlNumber = isVersion2 && tbs.HasData ? ReadExtensions(tbs) : null;
        tbs.ThrowIfNotEmpty();
        return new Crl
        {
            TbsCertList = tbsCertList,
            SignatureAlgorithm = SignatureAlgorithms.Read(signatureAlgorithm),
            Signature = signature,
            Issuer = issuer,
            ThisUpdate = thisUpdate,
            NextUpdate = nextUpdate,
            CrlNumber = crlNumber,
            Entries = entries,
            EntryCount = Count(entries.Span),
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

    private static int Count(ReadOnlySpan<byte> entries)
    {
        var count = 0;
        var reader = new CrlEntryReader(entries);
        while (reader.MoveNext())
        {
            count++;
        }

        return count;
    }

    private static BigInteger? ReadExtensions(AsnReader tbs)
    {
        var wrapper = tbs.ReadSequence(ExtensionsTag);
        var extensions = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        BigInteger? crlNumber = null;
        do
        {
            var extension = X509Extension.Read(extensions);
            if (!seen.Add(extension.Oid))
            {
                throw new CrlException($"The CRL's extension {extension.Oid} stands twice.");
            }

            if (extension.Oid == Oids.CrlNumber)
            {
                crlNumber = ReadCrlNumber(extension.Value);
            }
            else if (extension.IsCritical || extension.Oid is Oids.IssuingDistributionPoint or Oids.DeltaCrlIndicator)
            {
                throw new CrlException($"The CRL's extension {extension.Oid} makes it a partial, indirect or unknown kind of list.");
            }
        }
        while (extensions.HasData);
        return crlNumber;
    }

    private static BigInteger ReadCrlNumber(ReadOnlyMemory<byte> value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        var number = reader.ReadInteger();
        reader.ThrowIfNotEmpty();
        return number.Sign >= 0 && number.GetByteCount(isUnsigned: true) <= GreatestCrlNumber
            ? number
            : throw new CrlException("A CRL number is not negative and has at most 20 bytes (RFC 5280, 5.2.3).");
    }
}
