using System.Formats.Asn1;

namespace Kiosk.Verification.Der;

/// <summary>Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue } (RFC 5280, 4.1).</summary>
/// <param name="Value">The content of extnValue.</param>
internal readonly record struct Extension(string Oid, bool IsCritical, ReadOnlyMemory<byte> Value)
{
    /// <exception cref="AsnContentException">Not DER of an extension.</exception>
    public static Extension Read(AsnReader extensions)
    {
        var extension = extensions.ReadSequence();
        var oid = extension.ReadObjectIdentifier();
        var isCritical = extension.HasData && extension.PeekTag() == Asn1Tag.Boolean && ReadTrue(extension);
        if (!extension.TryReadPrimitiveOctetString(out var value))
        {
            throw new DerRuleException($"The value of extension {ExtensionName.Of(oid)} is not one OCTET STRING (RFC 5280, 4.1).");
        }

        extension.ThrowIfNotEmpty();
        return new Extension(oid, isCritical, value);
    }

    /// <summary>Reads a BOOLEAN DEFAULT FALSE, which is present only if TRUE: DER omits defaults.</summary>
    public static bool ReadTrue(AsnReader reader) =>
        reader.ReadBoolean() ? true : throw new DerRuleException("A FALSE that is the default is written out, which DER forbids (X.690, 11.5).");
}
