using System.Numerics;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Revocation;

namespace Kiosk.Verification.Crls;

/// <summary>
/// A certificate revocation list as parsed (RFC 5280, 5.1): complete, delta, partial or indirect as its extensions say. Nothing in it is trusted before
/// <see cref="CrlChecker"/> passed it.
/// </summary>
internal sealed record Crl : ICrlEntries
{
    /// <summary>The signed part, DER; empty in a list whose entries stayed where they lie (<see cref="StreamedCrl"/>).</summary>
    public required ReadOnlyMemory<byte> TbsCertList { get; init; }

    /// <summary>The signed part's digest by the signature algorithm's hash, where that was taken while the list passed by; null otherwise.</summary>
    public ReadOnlyMemory<byte>? TbsDigest { get; init; }

    public required SignatureAlgorithm SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The issuer's Name, DER.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public required DateTimeOffset NextUpdate { get; init; }

    public required CrlExtensions Extensions { get; init; }

    /// <summary>Null in the lists of authorities that do not count them.</summary>
    public BigInteger? CrlNumber => Extensions.CrlNumber;

    /// <summary>How the entries are to be read.</summary>
    public required X509Reading Reading { get; init; }

    /// <summary>The content of revokedCertificates: entry after entry, for <see cref="CrlEntryReader"/>. Every entry was checked.</summary>
    public required ReadOnlyMemory<byte> Entries { get; init; }

    public required int EntryCount { get; init; }

    public bool IsSignedBy(PublicKey key) => TbsDigest is { } digest
        ? key.VerifyDigest(digest.Span, Signature.Span, SignatureAlgorithm)
        : key.VerifySignature(TbsCertList.Span, Signature.Span, SignatureAlgorithm);

    /// <summary>Searches entry by entry: for a list that is asked rarely. Whose certificate an entry of an indirect list is about is not looked at.</summary>
    /// <exception cref="InvalidOperationException">The entries are not here: nobody may be called good by a list that was not looked at.</exception>
    public CrlEntry? Find(ReadOnlySpan<byte> serialNumber)
    {
        if (Entries.IsEmpty && EntryCount > 0)
        {
            throw new InvalidOperationException("The entries of a streamed CRL are where it lies.");
        }

        var wanted = serialNumber.TrimStart((byte)0);
        var reader = new CrlEntryReader(Entries.Span, Reading);
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
