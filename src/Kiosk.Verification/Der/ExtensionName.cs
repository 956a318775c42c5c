namespace Kiosk.Verification.Der;

/// <summary>What RFC 5280 calls an extension, for sentences.</summary>
/// <param name="Name">Its name; the identifier itself where RFC 5280 does not define it.</param>
/// <param name="Section">Where it is defined.</param>
internal readonly record struct ExtensionName(string Name, string Section)
{
    public static ExtensionName Of(string oid) => oid switch
    {
        Oids.AuthorityKeyIdentifier => new("authorityKeyIdentifier", "4.2.1.1"),
        Oids.SubjectKeyIdentifier => new("subjectKeyIdentifier", "4.2.1.2"),
        Oids.KeyUsage => new("keyUsage", "4.2.1.3"),
        Oids.CertificatePolicies => new("certificatePolicies", "4.2.1.4"),
        Oids.PolicyMappings => new("policyMappings", "4.2.1.5"),
        Oids.SubjectAltName => new("subjectAltName", "4.2.1.6"),
        Oids.BasicConstraints => new("basicConstraints", "4.2.1.9"),
        Oids.NameConstraints => new("nameConstraints", "4.2.1.10"),
        Oids.PolicyConstraints => new("policyConstraints", "4.2.1.11"),
        Oids.ExtendedKeyUsage => new("extKeyUsage", "4.2.1.12"),
        Oids.CrlDistributionPoints => new("cRLDistributionPoints", "4.2.1.13"),
        Oids.InhibitAnyPolicy => new("inhibitAnyPolicy", "4.2.1.14"),
        Oids.FreshestCrl => new("freshestCRL", "4.2.1.15"),
        Oids.CrlNumber => new("cRLNumber", "5.2.3"),
        Oids.DeltaCrlIndicator => new("deltaCRLIndicator", "5.2.4"),
        Oids.IssuingDistributionPoint => new("issuingDistributionPoint", "5.2.5"),
        Oids.ReasonCode => new("reasonCode", "5.3.1"),
        _ => new(oid, "4.2"),
    };

    public override string ToString() => Name;
}
