using Kiosk.Verification.Names;

namespace Kiosk.Verification.Certificates;

/// <summary>The certificate extensions that affect validation (RFC 5280, 4.2.1); each may occur once.</summary>
internal sealed record CertificateExtensions
{
    /// <summary>Null if the extension is absent.</summary>
    public BasicConstraints? BasicConstraints { get; init; }

    public bool BasicConstraintsAreCritical { get; init; }

    /// <summary>Null if the extension is absent.</summary>
    public KeyUsages? KeyUsage { get; init; }

    public bool KeyUsageIsCritical { get; init; }

    public IReadOnlyList<string> ExtendedKeyUsage { get; init; } = [];

    public bool ExtendedKeyUsageIsCritical { get; init; }

    /// <summary>Policy identifiers; null if the extension is absent.</summary>
    public IReadOnlyList<string>? Policies { get; init; }

    /// <summary>Empty if the extension is absent.</summary>
    public IReadOnlyList<PolicyMapping> PolicyMappings { get; init; } = [];

    /// <summary>Null if the extension is absent.</summary>
    public PolicyConstraints? PolicyConstraints { get; init; }

    /// <summary>Number of further certificates in which anyPolicy is still valid; null for no limit.</summary>
    public int? InhibitAnyPolicy { get; init; }

    /// <summary>Null if the extension is absent.</summary>
    public NameConstraints? NameConstraints { get; init; }

    /// <summary>The names of subjectAltName.</summary>
    public IReadOnlyList<GeneralName> SubjectAltNames { get; init; } = [];

    public bool SubjectAltNameIsCritical { get; init; }

    /// <summary>The uniformResourceIdentifiers of subjectAltName.</summary>
    public IEnumerable<string> UniformResourceIdentifiers => SubjectAltNames.OfType<GeneralName.Uri>().Select(uri => uri.Identifier);

    /// <summary>Empty if the extension is absent.</summary>
    public IReadOnlyList<DistributionPoint> CrlDistributionPoints { get; init; } = [];

    /// <summary>Empty if the extension is absent.</summary>
    public ReadOnlyMemory<byte> SubjectKeyIdentifier { get; init; }

    /// <summary>The keyIdentifier of authorityKeyIdentifier; empty if it is absent.</summary>
    public ReadOnlyMemory<byte> AuthorityKeyIdentifier { get; init; }

    /// <summary>The FASC-Ns in subjectAltName's otherNames (FIPS 201-3, 5.2.1); of any length.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> FascNs { get; init; } = [];

    /// <summary>The first unrecognized critical extension, or null.</summary>
    public string? UnknownCritical { get; init; }
}

/// <param name="PathLength">Maximum number of CA certificates that may follow, or null for no limit.</param>
internal sealed record BasicConstraints(bool IsCertificateAuthority, int? PathLength);

/// <summary>A policy of the issuer's domain that is equivalent to one of the subject's (RFC 5280, 4.2.1.5).</summary>
internal sealed record PolicyMapping(string IssuerDomainPolicy, string SubjectDomainPolicy);

/// <summary>The number of further certificates after which each rule applies (RFC 5280, 4.2.1.11); null for never.</summary>
internal sealed record PolicyConstraints(int? RequireExplicitPolicy, int? InhibitPolicyMapping);

/// <summary>The named bits of KeyUsage (RFC 5280, 4.2.1.3).</summary>
[Flags]
internal enum KeyUsages
{
    None = 0,
    DigitalSignature = 1 << 0,
    NonRepudiation = 1 << 1,
    KeyEncipherment = 1 << 2,
    DataEncipherment = 1 << 3,
    KeyAgreement = 1 << 4,
    KeyCertSign = 1 << 5,
    CrlSign = 1 << 6,
    EncipherOnly = 1 << 7,
    DecipherOnly = 1 << 8,
}
