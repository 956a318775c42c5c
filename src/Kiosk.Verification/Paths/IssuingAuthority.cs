using Kiosk.Verification.Certificates;
using Kiosk.Verification.Names;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Paths;

/// <summary>A CA's name and key, with every valid path to a trust anchor. A CA with a renewed certificate has one key and two paths.</summary>
internal sealed class IssuingAuthority(DistinguishedName name, PublicKey key, IReadOnlyList<IssuerPath> paths)
{
    public DistinguishedName Name { get; } = name;

    public PublicKey Key { get; } = key;

    /// <summary>SHA-256 of the SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> KeyHash => Key.Hash;

    /// <summary>At least one.</summary>
    public IReadOnlyList<IssuerPath> Paths { get; } = paths;

    /// <summary>Checks a card's certificate at the end of each path (RFC 5280, 6.1.5).</summary>
    /// <param name="narrowed">This authority with only the paths that are valid for the card.</param>
    /// <returns>The objection if no path is valid, otherwise null.</returns>
    public PathObjection? Conclude(PathCertificate card, out IssuingAuthority narrowed)
    {
        PathObjection? first = null;
        var holding = new List<IssuerPath>(Paths.Count);
        foreach (var path in Paths)
        {
            if (path.State.Conclude(card, out _) is { } objection)
            {
                first ??= objection;
            }
            else
            {
                holding.Add(path);
            }
        }

        narrowed = holding.Count == Paths.Count ? this : new IssuingAuthority(Name, Key, holding);
        return holding.Count == 0 ? first : null;
    }
}

/// <summary>A path to an issuing CA that passed every time-independent check; validity and revocation are checked at each tap.</summary>
/// <param name="State">The requirements for certificates below the CA.</param>
internal sealed record IssuerPath(PathState State)
{
    /// <summary>The CAs from the anchor down.</summary>
    public IReadOnlyList<Certificate> Authorities { get; } = [.. State.Line.Select(state => state.Issuer.Certificate)];

    /// <summary>The latest notBefore on the path, trust anchor included.</summary>
    public DateTimeOffset NotBefore => State.NotBefore;

    /// <summary>The earliest notAfter.</summary>
    public DateTimeOffset NotAfter => State.NotAfter;

    /// <summary>The certificates to check for revocation: all below the anchor. Empty for an anchor.</summary>
    public IReadOnlyList<CertificateReference> Certificates => State.References;

    /// <returns>The first CA certificate whose algorithms are too weak at the instant, or null.</returns>
    public Objection? FindWeakness(AlgorithmPolicy algorithms, DateTimeOffset second)
    {
        foreach (var authority in Authorities)
        {
            if (algorithms.FindObjection(authority.SignatureAlgorithm, authority.PublicKey, second) is { } weakness)
            {
                return weakness;
            }
        }

        return null;
    }
}

/// <summary>Identifies a certificate in CRLs.</summary>
/// <param name="IssuerKeyHash">SHA-256 of the issuer's SubjectPublicKeyInfo.</param>
internal sealed record CertificateReference(ReadOnlyMemory<byte> IssuerKeyHash, ReadOnlyMemory<byte> SerialNumber);
