using System.Formats.Asn1;

namespace Kiosk.Verification.Names;

/// <summary>
/// A Name (RFC 5280, 4.1.2.4), normalized for comparison (7.1): text values compare without regard to case, string type, and leading, trailing or
/// repeated white space; other values compare byte by byte.
/// </summary>
internal sealed class DistinguishedName : IEquatable<DistinguishedName>
{
    private const string EmailAddress = "1.2.840.113549.1.9.1";

    private readonly string[] relativeNames;

    private DistinguishedName(ReadOnlyMemory<byte> encoded, string[] relativeNames, IReadOnlyList<string> emailAddresses) =>
        (Encoded, this.relativeNames, EmailAddresses) = (encoded, relativeNames, emailAddresses);

    /// <summary>The original DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The values of the emailAddress attribute (RFC 2985, 5.2.1), to which rfc822Name constraints also apply (RFC 5280, 4.2.1.10).</summary>
    public IReadOnlyList<string> EmailAddresses { get; }

    public bool IsEmpty => relativeNames.Length == 0;

    /// <exception cref="AsnContentException">Not DER of a Name.</exception>
    public static DistinguishedName Parse(ReadOnlyMemory<byte> der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var parts = new List<string>();
        var emailAddresses = new List<string>();
        while (sequence.HasData)
        {
            parts.Add(ReadRelativeName(sequence.ReadSetOf(), emailAddresses));
        }

        return new DistinguishedName(der, [.. parts], emailAddresses);
    }

    /// <summary>Resolves a nameRelativeToCRLIssuer against this name (RFC 5280, 4.2.1.13).</summary>
    /// <param name="relativeName">The content of a RelativeDistinguishedName.</param>
    /// <exception cref="AsnContentException">Not DER of a RelativeDistinguishedName.</exception>
    public DistinguishedName Append(ReadOnlyMemory<byte> relativeName)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            var own = new AsnReader(Encoded, AsnEncodingRules.DER).ReadSequence();
            while (own.HasData)
            {
                writer.WriteEncodedValue(own.ReadEncodedValue().Span);
            }

            using (writer.PushSetOf())
            {
                var attributes = new AsnReader(relativeName, AsnEncodingRules.DER);
                while (attributes.HasData)
                {
                    writer.WriteEncodedValue(attributes.ReadEncodedValue().Span);
                }
            }
        }

        return Parse(writer.Encode());
    }

    /// <summary>Whether this name equals the other or is below it (RFC 5280, 7.1).</summary>
    public bool IsWithin(DistinguishedName subtree) => relativeNames.AsSpan().StartsWith(subtree.relativeNames);

    public bool Equals(DistinguishedName? other) => other is not null && relativeNames.AsSpan().SequenceEqual(other.relativeNames);

    public override bool Equals(object? obj) => Equals(obj as DistinguishedName);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var relativeName in relativeNames)
        {
            hash.Add(relativeName, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>Reads the attributes of a SET in sorted order, since a SET has none.</summary>
    private static string ReadRelativeName(AsnReader set, List<string> emailAddresses)
    {
        var attributes = new List<string>();
        do
        {
            var attribute = set.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            var value = AttributeValue.Read(attribute);
            attribute.ThrowIfNotEmpty();
            attributes.Add($"{type}={value.Comparable}");
            if (type == EmailAddress && value.Text is { } text)
            {
                emailAddresses.Add(text);
            }
        }
        while (set.HasData);
        attributes.Sort(StringComparer.Ordinal);

        // Comparable values contain no NUL, so two different sets never join into the same text.
        return string.Join('\0', attributes);
    }
}
