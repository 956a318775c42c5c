using System.Formats.Asn1;

namespace Kiosk.Service.Verification;

/// <summary>Walks the content of revokedCertificates, or any run of whole entries cut out of it, entry by entry without allocating (RFC 5280, 5.3).</summary>
internal ref struct CrlEntryReader(ReadOnlySpan<byte> entries)
{
    private const int GreatestSerialNumber = 20;
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

    public CrlReason Reason { get; private set; }

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
        RevocationDate = CrlTime.Read(ref entry);
        Reason = CrlReason.Unspecified;
        if (entry.HasData)
        {
            ReadExtensions(entry.Read(Sequence));
        }

        return entry.HasData ? throw new AsnContentException("Something follows the entry.") : true;
    }

    private static ReadOnlySpan<byte> ReadSerialNumber(ReadOnlySpan<byte> integer)
    {
        var isShortest = integer.Length == 1 || (integer.Length > 1 && !(integer[0] == 0 && integer[1] < 0x80));
        var magnitude = integer.TrimStart((byte)0);
        return isShortest && integer[0] < 0x80 && magnitude.Length <= GreatestSerialNumber
            ? magnitude
            : throw new AsnContentException("A serial number is not negative and has at most 20 bytes.");
    }

    private void ReadExtensions(ReadOnlySpan<byte> content)
    {
        var extensions = new DerReader(content);
        var hasReason = false;
        do
        {
            var extension = new DerReader(extensions.Read(Sequence));
            var isReason = extension.Read(ObjectIdentifier).SequenceEqual((ReadOnlySpan<byte>)[0x55, 0x1D, 0x15]);
            var isCritical = extension.NextTag == Boolean && ReadTrue(extension.Read(Boolean));
            var value = extension.Read(OctetString);
            if (extension.HasData || (isReason && hasReason) || (isCritical && !isReason))
            {
                throw new AsnContentException("The entry carries a doubled reason or a critical extension that is not understood.");
            }

            if (isReason)
            {
                (hasReason, Reason) = (true, ReadReason(value));
            }
        }
        while (extensions.HasData);
    }

    private static bool ReadTrue(ReadOnlySpan<byte> boolean) =>
        boolean is [0xFF] ? true : throw new AsnContentException("DER leaves out a FALSE that is the default.");

    /// <summary>removeFromCRL stands in delta CRLs only, which are not accepted.</summary>
    private static CrlReason ReadReason(ReadOnlySpan<byte> value)
    {
        var reason = new DerReader(value);
        return reason.Read(Enumerated) is [var number] && !reason.HasData && number is <= 6 or 9 or 10
            ? (CrlReason)number
            : throw new AsnContentException("The reason is none of a complete CRL.");
    }
}
