namespace Kiosk.Service.Verification;

/// <summary>The extensions that decide (RFC 5280, 4.2.1); each may stand once.</summary>
internal sealed record CertificateExtensions
{
    /// <summary>Null where the extension is absent.</summary>
    public BasicConstraints? BasicConstraints { get; init; }

    /// <summary>Null where the extension is absent.</summary>
    public KeyUsages? KeyUsage { get; init; }

    public bool KeyUsageIsCritical { get; init; }

    public IReadOnlyList<string> ExtendedKeyUsage { get; init; } = [];

    public bool ExtendedKeyUsageIsCritical { get; init; }

    /// <summary>Policy identifiers; null where the extension is absent.</summary>
    public IReadOnlyList<string>? Policies { get; init; }

    /// <summary>The uniformResourceIdentifiers of subjectAltName.</summary>
    public IReadOnlyList<string> UniformResourceIdentifiers { get; init; } = [];

    /// <summary>The FASC-Ns of subjectAltName, as otherName (FIPS 201-3, 5.2.1); of any length.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> FascNs { get; init; } = [];

    /// <summary>The first critical extension that is not understood, or null.</summary>
    public string? UnknownCritical { get; init; }
}

/// <param name="PathLength">How many CA certificates may follow, or null for any number.</param>
internal sealed record BasicConstraints(bool IsCertificateAuthority, int? PathLength);

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
