using System.Formats.Asn1;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Names;

/// <summary>The names allowed and forbidden in certificates below a CA (RFC 5280, 4.2.1.10).</summary>
/// <param name="Permitted">A name must be within one of the subtrees of its form, if there are any.</param>
/// <param name="Excluded">A name must not be within any of these subtrees.</param>
internal sealed record NameConstraints(IReadOnlyList<GeneralName> Permitted, IReadOnlyList<GeneralName> Excluded)
{
    private static readonly Asn1Tag PermittedTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag ExcludedTag = new(TagClass.ContextSpecific, 1);

    /// <summary>Parses the whole value of the extension.</summary>
    /// <exception cref="AsnContentException">
    /// Not DER of this type, empty, has a minimum or maximum (which RFC 5280 does not use), or has an invalid base: a dNSName with a leading period or an
    /// asterisk, or an iPAddress that is not an address and a contiguous mask.
    /// </exception>
    public static NameConstraints Parse(ReadOnlyMemory<byte> der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var constraints = new NameConstraints(ReadSubtrees(sequence, PermittedTag), ReadSubtrees(sequence, ExcludedTag));
        sequence.ThrowIfNotEmpty();
        return constraints.Permitted.Count + constraints.Excluded.Count > 0 ? constraints : throw new DerRuleException("They constrain nothing: neither permitted nor excluded subtrees are there (RFC 5280, 4.2.1.10).");
    }

    private static List<GeneralName> ReadSubtrees(AsnReader sequence, Asn1Tag tag)
    {
        var bases = new List<GeneralName>();
        if (!sequence.HasData || !sequence.PeekTag().HasSameClassAndValue(tag))
        {
            return bases;
        }

        var subtrees = sequence.ReadSequence(tag);
        do
        {
            var subtree = subtrees.ReadSequence();
            var root = GeneralNames.Read(subtree);
            subtree.ThrowIfNotEmpty();
            bases.Add(IsBase(root) ? root : throw new DerRuleException("The base of a constraint is none of its form: a dNSName begins with a letter or digit and holds no asterisk, an iPAddress is an address and a mask of leading ones (RFC 5280, 4.2.1.10)."));
        }
        while (subtrees.HasData);
        return bases;
    }

    private static bool IsBase(GeneralName root) => root switch
    {
        GeneralName.Dns dns => dns.Host.Length == 0 || (dns.Host[0] != '.' && !dns.Host.Contains('*', StringComparison.Ordinal)),
        GeneralName.Ip ip => ip.Octets.Length is 8 or 32 && IsMask(ip.Octets.Span[(ip.Octets.Length / 2)..]),
        _ => true,
    };

    /// <summary>Whether the mask is ones followed by zeros (RFC 4632, 3.1).</summary>
    private static bool IsMask(ReadOnlySpan<byte> mask)
    {
        var rest = mask.TrimStart((byte)0xFF);
        return rest.IsEmpty || (rest[0] is 0x00 or 0x80 or 0xC0 or 0xE0 or 0xF0 or 0xF8 or 0xFC or 0xFE && rest[1..].IndexOfAnyExcept((byte)0) < 0);
    }
}
