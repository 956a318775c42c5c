using System.Formats.Asn1;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Names;

/// <summary>Parses GeneralName and GeneralNames in strict DER (RFC 5280, 4.2.1.6).</summary>
internal static class GeneralNames
{
    private const int OtherName = 0;
    private const int Rfc822Name = 1;
    private const int DnsName = 2;
    private const int X400Address = 3;
    private const int DirectoryName = 4;
    private const int EdiPartyName = 5;
    private const int UniformResourceIdentifier = 6;
    private const int IpAddress = 7;
    private const int RegisteredId = 8;

    /// <summary>GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName, the whole value of the extension.</summary>
    /// <exception cref="AsnContentException">Not DER of GeneralNames, or empty.</exception>
    public static IReadOnlyList<GeneralName> Parse(ReadOnlyMemory<byte> der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        return ReadAll(sequence);
    }

    /// <summary>Reads names to the end of the input.</summary>
    /// <exception cref="AsnContentException">Not DER of GeneralNames, or empty.</exception>
    public static IReadOnlyList<GeneralName> ReadAll(AsnReader names)
    {
        var all = new List<GeneralName>();
        do
        {
            all.Add(Read(names));
        }
        while (names.HasData);
        return all;
    }

    /// <exception cref="AsnContentException">Not DER of a GeneralName.</exception>
    public static GeneralName Read(AsnReader reader)
    {
        var tag = reader.PeekTag();
        if (tag.TagClass != TagClass.ContextSpecific)
        {
            throw new DerRuleException("A GeneralName does not bear one of the tags [0] to [8] (RFC 5280, 4.2.1.6).");
        }

        return tag.TagValue switch
        {
            Rfc822Name => new GeneralName.Rfc822(ReadText(reader, tag)),
            DnsName => new GeneralName.Dns(ReadText(reader, tag)),
            UniformResourceIdentifier => new GeneralName.Uri(ReadText(reader, tag)),
            DirectoryName => ReadDirectoryName(reader, tag),
            IpAddress => new GeneralName.Ip(reader.TryReadPrimitiveOctetString(out var octets, tag)
                ? octets
                : throw new DerRuleException("An iPAddress is not one OCTET STRING (RFC 5280, 4.2.1.6).")),
            OtherName or X400Address or EdiPartyName or RegisteredId => new GeneralName.Other(tag.TagValue, reader.ReadEncodedValue()),
            _ => throw new DerRuleException($"There is no GeneralName with tag [{tag.TagValue}] (RFC 5280, 4.2.1.6)."),
        };
    }

    private static string ReadText(AsnReader reader, Asn1Tag tag) => reader.ReadCharacterString(UniversalTagNumber.IA5String, tag);

    /// <summary>Name is a CHOICE, so its tag is explicit.</summary>
    private static GeneralName.Directory ReadDirectoryName(AsnReader reader, Asn1Tag tag)
    {
        var wrapper = reader.ReadSequence(tag);
        var name = wrapper.ReadEncodedValue();
        wrapper.ThrowIfNotEmpty();
        return new GeneralName.Directory(DistinguishedName.Parse(name));
    }
}
