using System.Formats.Asn1;

namespace Kiosk.Verification.Der;

/// <summary>The outer SEQUENCE of a certificate or CRL. Truncated, converted and extended files each get a message of their own.</summary>
internal static class DerFrame
{
    private const byte Sequence = 0x30;
    private const byte IndefiniteLength = 0x80;

    /// <summary>Opens the sequence, which must span the whole input.</summary>
    /// <param name="document">"certificate" or "CRL".</param>
    /// <exception cref="AsnContentException">The input is anything else.</exception>
    public static AsnReader Open(ReadOnlyMemory<byte> der, string document)
    {
        RequireBegin(der.Span, document);
        if (!DerReader.TryReadHeader(der.Span, out var header))
        {
            throw new DerRuleException($"The {document} ends within its first length: nothing of it is there. Fetch it again.") { SaysRemedy = true };
        }

        var length = (long)header.Length + header.ContentLength;
        if (length != der.Length)
        {
            throw length > der.Length
                ? new DerRuleException($"The {document} is cut short: it claims {length} bytes, and {der.Length} are there. Fetch it again.") { SaysRemedy = true }
                : Followed(der.Length - length, document);
        }

        return new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
    }

    /// <param name="begin">At least the first two bytes, if there are that many.</param>
    /// <exception cref="DerRuleException">Not the beginning of a definite SEQUENCE.</exception>
    public static void RequireBegin(ReadOnlySpan<byte> begin, string document)
    {
        if (begin is not [Sequence, ..])
        {
            throw new DerRuleException($"What is given is no {document} in DER: it does not begin with a SEQUENCE (30).");
        }

        if (begin is [_, IndefiniteLength, ..])
        {
            throw new DerRuleException($"The {document} is in BER with an indefinite length. RFC 5280 has it in DER: convert it, for example with openssl.") { SaysRemedy = true };
        }
    }

    public static DerRuleException Followed(long bytes, string document) =>
        new($"{bytes} {(bytes == 1 ? "byte follows" : "bytes follow")} the end of the {document}, such as a line end that was added on the way. Fetch it again, in binary.") { SaysRemedy = true };
}
