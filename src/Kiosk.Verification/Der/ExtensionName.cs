namespace Kiosk.Verification.Der;

/// <summary>The RFC 5280 name of an extension, for messages.</summary>
/// <param name="Name">The name; the OID itself if RFC 5280 does not define it.</param>
/// <param name="Section">The section that defines it.</param>
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
