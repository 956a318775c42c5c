using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Identifies a file that should contain a certificate or CRL but does not; most such files are another of an authority's files, or a web page.</summary>
internal static class FileKind
{
    private const string CmsArc = "1.2.840.113549.1.7.";
    private static readonly Asn1Tag Versioned = new(TagClass.ContextSpecific, 0);

    /// <returns>Completes "it is …".</returns>
    public static Phrase Describe(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return new("tệp trống", "empty");
        }

        if (content[0] == 0x30)
        {
            return DescribeDer(content.ToArray());
        }

        var text = System.Text.Encoding.Latin1.GetString(content).AsSpan();
        if (PemEncoding.TryFind(text, out var fields))
        {
            return new($"PEM của {text[fields.Label]}", $"PEM of {text[fields.Label]}");
        }

        var begin = text.TrimStart();
        return begin.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || begin.StartsWith("<html", StringComparison.OrdinalIgnoreCase) ? new("một trang HTML", "an HTML page")
            : text.Contains("-----BEGIN ", StringComparison.Ordinal) ? new("PEM bị cắt cụt hoặc hư hỏng", "PEM that is cut short or damaged")
            : new("dữ liệu không phải DER cũng không phải PEM", "neither DER nor PEM");
    }

    private static Phrase DescribeDer(byte[] content)
    {
        try
        {
            return DescribeFields(new AsnReader(content, AsnEncodingRules.BER).ReadSequence());
        }
        catch (AsnContentException)
        {
            return new("DER của thứ khác, hoặc hư hỏng", "DER of something else, or damaged");
        }
    }

    private static Phrase DescribeFields(AsnReader outer)
    {
        if (outer.PeekTag() == Asn1Tag.ObjectIdentifier)
        {
            return outer.ReadObjectIdentifier().StartsWith(CmsArc, StringComparison.Ordinal)
                ? new("PKCS #7 (CMS): hãy lấy chứng thư số ra, ví dụ bằng openssl pkcs7 -inform DER -print_certs", "PKCS #7 (CMS): take the certificates out of it, for example with openssl pkcs7 -inform DER -print_certs")
                : new("DER của thứ khác", "DER of something else");
        }

        if (outer.PeekTag() == Asn1Tag.Integer)
        {
            return outer.TryReadInt32(out var version) && version == 3
                ? new("PKCS #12: hãy lấy chứng thư số ra, ví dụ bằng openssl pkcs12 -nokeys", "PKCS #12: take the certificates out of it, for example with openssl pkcs12 -nokeys")
                : new("khóa riêng, thứ chỉ được ở chỗ chủ của nó", "a private key, which belongs nowhere else than with its owner");
        }

        return DescribeSigned(outer.ReadSequence());
    }

    /// <summary>Where a certificate has its validity, a CRL has a time and a certificate request a key.</summary>
    private static Phrase DescribeSigned(AsnReader signed)
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
            return new("yêu cầu cấp chứng thư số, chưa được cơ quan chứng thực ký", "a certificate request, not yet signed by an authority");
        }

        return isVersioned || signed.PeekTag() == Asn1Tag.Sequence ? new("một chứng thư số", "a certificate") : new("một danh sách thu hồi chứng thư số", "a certificate revocation list");
    }
}
