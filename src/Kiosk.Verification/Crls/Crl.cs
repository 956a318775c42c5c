using System.Numerics;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Revocation;

namespace Kiosk.Verification.Crls;

/// <summary>
/// A parsed certificate revocation list (RFC 5280, 5.1): complete, delta, partial or indirect, depending on its extensions. Not trusted until
/// <see cref="CrlChecker"/> accepts it.
/// </summary>
internal sealed record Crl : ICrlEntries
{
    /// <summary>The signed part, DER; empty if the entries were streamed (<see cref="StreamedCrl"/>).</summary>
    public required ReadOnlyMemory<byte> TbsCertList { get; init; }

    /// <summary>The signed part's digest by the signature algorithm's hash, if the CRL was streamed; otherwise null.</summary>
    public ReadOnlyMemory<byte>? TbsDigest { get; init; }

    public required SignatureAlgorithm SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The issuer's Name, DER.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public required DateTimeOffset NextUpdate { get; init; }

    public required CrlExtensions Extensions { get; init; }

    /// <summary>Null if the issuer does not number its CRLs.</summary>
    public BigInteger? CrlNumber => Extensions.CrlNumber;

    /// <summary>How to parse the entries.</summary>
    public required X509Reading Reading { get; init; }

    /// <summary>The content of revokedCertificates, for <see cref="CrlEntryReader"/>. Every entry is well-formed.</summary>
    public required ReadOnlyMemory<byte> Entries { get; init; }

    public required int EntryCount { get; init; }

    public bool IsSignedBy(PublicKey key) => TbsDigest is { } digest
        ? key.VerifyDigest(digest.Span, Signature.Span, SignatureAlgorithm)
        : key.VerifySignature(TbsCertList.Span, Signature.Span, SignatureAlgorithm);

    /// <summary>Linear search, for rarely queried CRLs. Ignores the certificate issuers in an indirect CRL.</summary>
    /// <exception cref="InvalidOperationException">The entries are not loaded, so the CRL cannot vouch for any certificate.</exception>
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
