namespace Kiosk.Verification.Der;

/// <summary>Object identifiers, by the names in their standards.</summary>
internal static class Oids
{
    // RFC 5480, RFC 3279
    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string RsaEncryption = "1.2.840.113549.1.1.1";
    public const string Secp256r1 = "1.2.840.10045.3.1.7";
    public const string Secp384r1 = "1.3.132.0.34";
    public const string Secp521r1 = "1.3.132.0.35";
    public const string Dsa = "1.2.840.10040.4.1";

    // RFC 5758, RFC 4055, RFC 3279
    public const string EcdsaWithSha1 = "1.2.840.10045.4.1";
    public const string DsaWithSha1 = "1.2.840.10040.4.3";
    public const string DsaWithSha256 = "2.16.840.1.101.3.4.3.2";
    public const string Sha1WithRsa = "1.2.840.113549.1.1.5";
    public const string RsassaPss = "1.2.840.113549.1.1.10";
    public const string Mgf1 = "1.2.840.113549.1.1.8";
    public const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    public const string EcdsaWithSha384 = "1.2.840.10045.4.3.3";
    public const string EcdsaWithSha512 = "1.2.840.10045.4.3.4";
    public const string Sha256WithRsa = "1.2.840.113549.1.1.11";
    public const string Sha384WithRsa = "1.2.840.113549.1.1.12";
    public const string Sha512WithRsa = "1.2.840.113549.1.1.13";

    // RFC 5652, RFC 5754
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    public const string Sha384 = "2.16.840.1.101.3.4.2.2";
    public const string Sha512 = "2.16.840.1.101.3.4.2.3";

    // RFC 5280, 4.2 and 5.2
    public const string SubjectKeyIdentifier = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string SubjectAltName = "2.5.29.17";
    public const string BasicConstraints = "2.5.29.19";
    public const string CommonName = "2.5.4.3";
    public const string CrlNumber = "2.5.29.20";
    public const string ReasonCode = "2.5.29.21";
    public const string DeltaCrlIndicator = "2.5.29.27";
    public const string IssuingDistributionPoint = "2.5.29.28";
    public const string NameConstraints = "2.5.29.30";
    public const string CrlDistributionPoints = "2.5.29.31";
    public const string CertificatePolicies = "2.5.29.32";
    public const string AnyPolicy = "2.5.29.32.0";
    public const string PolicyMappings = "2.5.29.33";
    public const string AuthorityKeyIdentifier = "2.5.29.35";
    public const string PolicyConstraints = "2.5.29.36";
    public const string ExtendedKeyUsage = "2.5.29.37";
    public const string AnyExtendedKeyUsage = "2.5.29.37.0";
    public const string FreshestCrl = "2.5.29.46";
    public const string InhibitAnyPolicy = "2.5.29.54";

    // FIPS 201-3, NIST SP 800-73-4; X.509 Certificate Policy for the U.S. Federal PKI Common Policy Framework
    public const string PivCardAuthentication = "2.16.840.1.101.3.6.8";
    public const string PivContentSigning = "2.16.840.1.101.3.6.7";
    public const string PivFascN = "2.16.840.1.101.3.6.6";
    public const string PivChuidSecurityObject = "2.16.840.1.101.3.6.1";
    public const string PivSignerDn = "2.16.840.1.101.3.6.5";
    public const string CommonCardAuthenticationPolicy = "2.16.840.1.101.3.2.1.3.17";
    public const string CommonContentSigningPolicy = "2.16.840.1.101.3.2.1.3.39";
}
