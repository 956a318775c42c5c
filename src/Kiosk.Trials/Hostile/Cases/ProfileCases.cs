using System.Security.Cryptography.X509Certificates;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Der;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Rows 17 and 18: what a card's certificate must state about its use and its card.</summary>
internal static class ProfileCases
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string AnyPurpose = "2.5.29.37.0";
    private const string AnotherPolicy = "2.16.840.1.101.3.2.1.3.13";
    private const X509KeyUsageFlags Signing = X509KeyUsageFlags.DigitalSignature;

    public static IEnumerable<HostileCase> All =>
    [
        new(17, "EKU missing", Reject(ReasonCode.CertUsage), (trial, stop) => trial.TapAsync(trial.Pki.Member.Without(Oids.ExtendedKeyUsage).Image(), stop)),
        With(17, "EKU for something else", ReasonCode.CertUsage, CardExtensions.ExtendedKeyUsage([ClientAuthentication])),
        With(17, "EKU for any purpose only", ReasonCode.CertUsage, CardExtensions.ExtendedKeyUsage([AnyPurpose])),
        With(17, "EKU not critical", ReasonCode.CertUsage, CardExtensions.ExtendedKeyUsage([Oids.PivCardAuthentication], critical: false)),
        new(17, "policy missing", Reject(ReasonCode.CertPolicy), (trial, stop) => trial.TapAsync(trial.Pki.Member.Without(Oids.CertificatePolicies).Image(), stop)),
        With(17, "anyPolicy only", ReasonCode.CertPolicy, CardExtensions.Policies([Oids.AnyPolicy])),
        With(17, "another policy", ReasonCode.CertPolicy, CardExtensions.Policies([AnotherPolicy])),
        With(17, "keyCertSign set", ReasonCode.CertUsage, CardExtensions.KeyUsage(Signing | X509KeyUsageFlags.KeyCertSign)),
        With(17, "keyAgreement set", ReasonCode.CertUsage, CardExtensions.KeyUsage(Signing | X509KeyUsageFlags.KeyAgreement)),
        With(17, "digitalSignature missing", ReasonCode.CertUsage, CardExtensions.KeyUsage(X509KeyUsageFlags.KeyAgreement)),
        With(17, "key usage not critical", ReasonCode.CertUsage, CardExtensions.KeyUsage(Signing, critical: false)),
        new(17, "key usage missing", Reject(ReasonCode.CertUsage), (trial, stop) => trial.TapAsync(trial.Pki.Member.Without(Oids.KeyUsage).Image(), stop)),
        With(17, "a CA", ReasonCode.CertConstraint, new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true)),

        new(18, "SAN missing", Reject(ReasonCode.BindingUuid), (trial, stop) => trial.TapAsync(trial.Pki.Member.Without(Oids.SubjectAltName).Image(), stop)),
        Uris("no UUID in the SAN", ReasonCode.BindingUuid, _ => ["https://example.org/"]),
        Uris("two UUIDs", ReasonCode.BindingUuid, uuid => [$"urn:uuid:{uuid:D}", "urn:uuid:00000000-0000-4000-8000-000000000001"]),
        Uris("the same UUID twice", ReasonCode.BindingUuid, uuid => [$"urn:uuid:{uuid:D}", $"urn:uuid:{uuid:D}"]),
        Uris("not a UUID", ReasonCode.BindingUuid, _ => ["urn:uuid:not-a-uuid"]),
        Uris("a UUID without hyphens", ReasonCode.BindingUuid, uuid => [$"urn:uuid:{uuid:N}"]),
        Uris("a UUID in braces", ReasonCode.BindingUuid, uuid => [$"urn:uuid:{uuid:B}"]),
        Uris("a UUID with signs in it", ReasonCode.BindingUuid, uuid => [$"urn:uuid:+0x{uuid.ToString("D")[3..]}"]),
        Uris("NUL after the UUID", ReasonCode.BindingUuid, uuid => [$"urn:uuid:{uuid:D}\0"]),
        Uris("NUL inside the UUID", ReasonCode.BindingUuid, uuid => [$"urn:uuid:{uuid.ToString("D")[..20]}\0{uuid.ToString("D")[20..]}"]),
        new(18, "the UUID in upper case", Admit, (trial, stop) => trial.TapAsync(trial.Pki.Member.WithUris($"urn:uuid:{trial.Pki.Member.Uuid.ToString("D").ToUpperInvariant()}").Image(), stop)),
        new(18, "the scheme in upper case", Admit, (trial, stop) => trial.TapAsync(trial.Pki.Member.WithUris($"URN:UUID:{trial.Pki.Member.Uuid:D}").Image(), stop)),
    ];

    private static HostileCase With(int row, string name, ReasonCode code, X509Extension extension) =>
        new(row, name, Reject(code), (trial, stop) => trial.TapAsync(trial.Pki.Member.With(extension).Image(), stop));

    private static HostileCase Uris(string name, ReasonCode code, Func<Guid, string[]> uris) =>
        new(18, name, Reject(code), (trial, stop) => trial.TapAsync(trial.Pki.Member.WithUris(uris(trial.Pki.Member.Uuid)).Image(), stop));
}
