using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Identifies a file that should contain a certificate or CRL but does not; most such files are another of an authority's files, or a web page.</summary>
internal static class FileKind
{
    private const string CmsArc = "1.2.840.113549.1.7.";
    private static readonly Asn1Tag Versioned = new(TagClass.ContextSpecific, 0);

    /// <returns>Completes "it is …".</returns>
    public static string Describe(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return "empty";
        }

        if (content[0] == 0x30)
        {
            return DescribeDer(content.ToArray());
        }

        var text = System.Text.Encoding.Latin1.GetString(content).AsSpan();
        if (PemEncoding.TryFind(text, out var fields))
        {
            return $"PEM of {text[fields.Label]}";
        }

        var begin = text.TrimStart();
        return begin.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || begin.StartsWith("<html", StringComparison.OrdinalIgnoreCase) ? "an HTML page"
            : text.Contains("-----BEGIN ", StringComparison.Ordinal) ? "PEM that is cut short or damaged"
            : "neither DER nor PEM";
    }

    private static string DescribeDer(byte[] content)
    {
        try
        {
            return DescribeFields(new AsnReader(content, AsnEncodingRules.BER).ReadSequence());
        }
        catch (AsnContentException)
        {
            return "DER of something else, or damaged";
        }
    }

    private static string DescribeFields(AsnReader outer)
    {
        if (outer.PeekTag() == Asn1Tag.ObjectIdentifier)
        {
            return outer.ReadObjectIdentifier().StartsWith(CmsArc, StringComparison.Ordinal)
                ? "PKCS #7 (CMS): take the certificates out of it, for example with openssl pkcs7 -inform DER -print_certs"
                : "DER of something else";
        }

        if (outer.PeekTag() == Asn1Tag.Integer)
        {
            return outer.TryReadInt32(out var version) && version == 3
                ? "PKCS #12: take the certificates out of it, for example with openssl pkcs12 -nokeys"
                : "a private key, which belongs nowhere else than with its owner";
        }

        return DescribeSigned(outer.ReadSequence());
    }

    /// <summary>Where a certificate has its validity, a CRL has a time and a certificate request a key.</summary>
    private static string DescribeSigned(AsnReader signed)
    {
        var isVersioned = signed.PeekTag().HasSameClassAndValue(Versioned);
        if (isVersioned)
        {
            signed.ReadEncodedValue();
        }

        if (signed.PeekTag() == Asn1Tag.Integer)
        {
            signed.ReadInteger();
        }

        signed.ReadSequence();
        signed.ReadSequence();
        if (signed.PeekTag().HasSameClassAndValue(Versioned))
        {
            return "a certificate request, not yet signed by an authority";
        }

        return isVersioned || signed.PeekTag() == Asn1Tag.Sequence ? "a certificate" : "a certificate revocation list";
    }
}
