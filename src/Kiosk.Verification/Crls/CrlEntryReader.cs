using System.Formats.Asn1;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Crls;

/// <summary>
/// Walks the content of revokedCertificates, or any run of whole entries from it, without allocating (RFC 5280, 5.3). Reports what is allowed only in
/// delta or indirect CRLs and leaves it to the caller to reject.
/// </summary>
/// <param name="before">Number of preceding entries, for messages.</param>
internal ref struct CrlEntryReader(ReadOnlySpan<byte> entries, X509Reading reading = X509Reading.Strict, int before = 0)
{
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;
    private const byte OctetString = 0x04;
    private const byte ObjectIdentifier = 0x06;
    private const byte Boolean = 0x01;
    private const byte Enumerated = 0x0A;

    private DerReader reader = new(entries);
    private int number = before;

    /// <summary>The current entry's offset in the input, in bytes.</summary>
    public int Offset { get; private set; }

    /// <summary>The current entry's length in bytes, header included.</summary>
    public readonly int Length => reader.Position - Offset;

    /// <summary>Big-endian, without leading zeros.</summary>
    public ReadOnlySpan<byte> SerialNumber { get; private set; }

    public DateTimeOffset RevocationDate { get; private set; }

    /// <summary>removeFromCRL is allowed only in delta CRLs.</summary>
    public CrlReason Reason { get; private set; }

    /// <summary>
    /// GeneralNames, DER: the issuer of the certificates in this and the following entries (RFC 5280, 5.3.3). Empty if absent. Allowed only in
    /// indirect CRLs.
    /// </summary>
    public ReadOnlySpan<byte> CertificateIssuer { get; private set; }

    /// <returns>False at the end.</returns>
    /// <exception cref="CrlException">An entry is malformed or has an unrecognized critical extension.</exception>
    public bool MoveNext()
    {
        try
        {
            return ReadEntry();
        }
        catch (AsnContentException broken)
        {
            var fault = broken is DerRuleException ? broken.Message : "It is not encoded in DER as RFC 5280, 5.1 and 5.3 define it.";
            throw new CrlException($"Entry {number} of the CRL: {fault}", broken);
        }
    }

    public readonly CrlEntry ToEntry() => new(SerialNumber.ToArray(), RevocationDate, Reason);

    private bool ReadEntry()
    {
        Offset = reader.Position;
        if (!reader.HasData)
        {
            return false;
        }

        number++;
        var entry = new DerReader(reader.Read(Sequence));
        SerialNumber = ReadSerialNumber(entry.Read(Integer));
        RevocationDate = CrlTime.Read(ref entry, reading);
        Reason = CrlReason.Unspecified;
        CertificateIssuer = [];
        if (entry.HasData)
        {
            ReadExtensions(entry.Read(Sequence));
        }

        return entry.HasData ? throw new DerRuleException("Something follows crlEntryExtensions (RFC 5280, 5.1).") : true;
    }

    private readonly ReadOnlySpan<byte> ReadSerialNumber(ReadOnlySpan<byte> integer)
    {
        if (integer.IsEmpty || (integer.Length > 1 && ((integer[0] == 0 && integer[1] < 0x80) || (integer[0] == 0xFF && integer[1] >= 0x80))))
        {
            throw new DerRuleException("Its serial number is not written in the shortest form, as DER has it (X.690, 8.3.2).");
        }

        var serialNumber = Verification.Der.SerialNumber.Trim(integer, reading, out var isTaken);
        return isTaken ? serialNumber : throw new DerRuleException("Its serial number is negative or has more than 20 bytes (RFC 5280, 4.1.2.2).");
    }

    private void ReadExtensions(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            throw new DerRuleException("Its crlEntryExtensions are empty, and are left out then (RFC 5280, 5.1 and 5.3).");
        }

        var extensions = new DerReader(content);
        var hasReason = false;
        do
        {
            var extension = new DerReader(extensions.Read(Sequence));
            var oid = extension.Read(ObjectIdentifier);
            var isCritical = extension.NextTag == Boolean && ReadTrue(extension.Read(Boolean));
            var value = extension.Read(OctetString);
            if (extension.HasData)
            {
                throw new DerRuleException("Something follows the value of an extension (RFC 5280, 4.1).");
            }

            if (oid.SequenceEqual((ReadOnlySpan<byte>)[0x55, 0x1D, 0x15]))
            {
                Reason = hasReason ? throw new DerRuleException("Its reasonCode stands twice (RFC 5280, 5.3).") : ReadReason(value);
                hasReason = true;
            }
            else if (oid.SequenceEqual((ReadOnlySpan<byte>)[0x55, 0x1D, 0x1D]))
            {
                CertificateIssuer = CertificateIssuer.IsEmpty && isCritical && !value.IsEmpty
                    ? value
                    : throw new DerRuleException("Its certificateIssuer stands twice, is not critical or names nobody (RFC 5280, 5.3.3).");
            }
            else if (isCritical)
            {
                throw new DerRuleException($"It bears the critical extension {NameOf(oid)}, which is not understood, so that the list may not be used (RFC 5280, 5.3).");
            }
        }
        while (extensions.HasData);
    }

    private static string NameOf(ReadOnlySpan<byte> objectIdentifier)
    {
        byte[] encoded = [ObjectIdentifier, (byte)objectIdentifier.Length, .. objectIdentifier];
        return ExtensionName.Of(AsnDecoder.ReadObjectIdentifier(encoded, AsnEncodingRules.DER, out _)).Name;
    }

    private static bool ReadTrue(ReadOnlySpan<byte> boolean) =>
        boolean is [0xFF] ? true : throw new DerRuleException("A FALSE that is the default is written out, which DER forbids (X.690, 11.5).");

    private static CrlReason ReadReason(ReadOnlySpan<byte> value)
    {
        var reason = new DerReader(value);
        return reason.Read(Enumerated) is [var number] && !reason.HasData && number is <= 6 or 8 or 9 or 10
            ? (CrlReason)number
            : throw new DerRuleException("Its reasonCode is none of 0 to 6 and 8 to 10 (RFC 5280, 5.3.1).");
    }
}
