using System.Numerics;

namespace Kiosk.Service.Verification;

/// <summary>A complete certificate revocation list as parsed (RFC 5280, 5.1); nothing in it is trusted before <see cref="CrlChecker"/> passed it.</summary>
internal sealed record Crl : ICrlEntries
{
    /// <summary>The signed part, DER.</summary>
    public required ReadOnlyMemory<byte> TbsCertList { get; init; }

    public required SignatureAlgorithm SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The issuer's Name, DER.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public required DateTimeOffset NextUpdate { get; init; }

    /// <summary>Null in the lists of authorities that do not count them.</summary>
    public required BigInteger? CrlNumber { get; init; }

    /// <summary>The content of revokedCertificates: entry after entry, for <see cref="CrlEntryReader"/>. Every entry was checked.</summary>
    public required ReadOnlyMemory<byte> Entries { get; init; }

    public required int EntryCount { get; init; }

    /// <summary>Searches entry by entry: for a list that is asked rarely.</summary>
    public CrlEntry? Find(ReadOnlySpan<byte> serialNumber)
    {
        var wanted = serialNumber.TrimStart((byte)0);
        var reader = new CrlEntryReader(Entries.Span);
        while (reader.MoveNext())
        {
            if (reader.SerialNumber.SequenceEqual(wanted))
            {
                return reader.ToEntry();
            }
        }

        return null;
    }
}
