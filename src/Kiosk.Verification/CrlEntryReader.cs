using System.Formats.Asn1;

namespace Kiosk.Verification;

/// <summary>
/// Walks the content of revokedCertificates, or any run of whole entries cut out of it, entry by entry without allocating (RFC 5280, 5.3). What may stand only in
/// delta or indirect lists is told apart and left for whoever knows the list to refuse.
/// </summary>
internal ref struct CrlEntryReader(ReadOnlySpan<byte> entries, X509Reading reading = X509Reading.Strict)
{
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;
    private const byte OctetString = 0x04;
    private const byte ObjectIdentifier = 0x06;
    private const byte Boolean = 0x01;
    private const byte Enumerated = 0x0A;

    private DerReader reader = new(entries);

    /// <summary>Where the current entry begins, in bytes from the start of what is walked.</summary>
    public int Offset { get; private set; }

    /// <summary>The current entry's length with its header, in bytes.</summary>
    public readonly int Length => reader.Position - Offset;

    /// <summary>Big-endian, without leading zeros.</summary>
    public ReadOnlySpan<byte> SerialNumber { get; private set; }

    public DateTimeOffset RevocationDate { get; private set; }

    /// <summary>removeFromCRL belongs into delta CRLs only.</summary>
    public CrlReason Reason { get; private set; }

    /// <summary>
    /// GeneralNames, DER: whose certificates this and the following entries are about (RFC 5280, 5.3.3). Empty where the entry does not say. Belongs into
    /// indirect CRLs only.
    /// </summary>
    public ReadOnlySpan<byte> CertificateIssuer { get; private set; }

    /// <returns>False at the end.</returns>
    /// <exception cref="CrlException">An entry is malformed or carries a critical extension that is not understood.</exception>
    public bool MoveNext()
    {
        try
        {
            return ReadEntry();
        }
        catch (AsnContentException broken)
        {
            throw new CrlException($"The CRL entry at byte {reader.Position} is malformed.", broken);
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

        var entry = new DerReader(reader.Read(Sequence));
        SerialNumber = ReadSerialNumber(entry.Read(Integer));
        RevocationDate = CrlTime.Read(ref entry, reading);
        Reason = CrlReason.Unspecified;
        CertificateIssuer = [];
        if (entry.HasData)
        {
            ReadExtensions(entry.Read(Sequence));
        }

        return entry.HasData ? throw new AsnContentException("Something follows the entry.") : true;
    }

    private readonly ReadOnlySpan<byte> ReadSerialNumber(ReadOnlySpan<byte> integer)
    {
        var isShortest = integer.Length == 1 || (integer.Length > 1 && !(integer[0] == 0 && integer[1] < 0x80) && !(integer[0] == 0xFF && integer[1] >= 0x80));
        if (isShortest)
        {
            var serialNumber = Verification.SerialNumber.Trim(integer, reading, out var isTaken);
            if (isTaken)
            {
                return serialNumber;
            }
        }

        throw new AsnContentException("A serial number is not negative and has at most 20 bytes.");
    }

    private void ReadExtensions(ReadOnlySpan<byte> content)
    {
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
                throw new AsnContentException("Something follows an extension's value.");
            }

            if (oid.SequenceEqual((ReadOnlySpan<byte>)[0x55, 0x1D, 0x15]))
            {
                Reason = hasReason ? throw new AsnContentException("The reason stands twice.") : ReadReason(value);
                hasReason = true;
            }
            else if (oid.SequenceEqual((ReadOnlySpan<byte>)[0x55, 0x1D, 0x1D]))
            {
                CertificateIssuer = CertificateIssuer.IsEmpty && isCritical && !value.IsEmpty
                    ? value
                    : throw new AsnContentException("The certificate issuer stands once, is critical and names somebody.");
            }
            else if (isCritical)
            {
                throw new AsnContentException("The entry carries a critical extension that is not understood.");
            }
        }
        while (extensions.HasData);
    }

    private static bool ReadTrue(ReadOnlySpan<byte> boolean) =>
        boolean is [0xFF] ? true : throw new AsnContentException("DER leaves out a FALSE that is the default.");

    private static CrlReason ReadReason(ReadOnlySpan<byte> value)
    {
        var reason = new DerReader(value);
        return reason.Read(Enumerated) is [var number] && !reason.HasData && number is <= 6 or 8 or 9 or 10
            ? (CrlReason)number
            : throw new AsnContentException("There is no such reason.");
    }
}
