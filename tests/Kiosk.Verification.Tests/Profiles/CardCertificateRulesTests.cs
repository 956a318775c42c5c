using System.Security.Cryptography.X509Certificates;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Tests.Profiles;

public sealed class CardCertificateRulesTests
{
    private const string Uuid = "5eed0000-0000-4000-8000-000000000001";
    private const string AnyExtendedKeyUsage = "2.5.29.37.0";

    private static readonly Dictionary<string, (Func<IssuedCard, IssuedCard> Broken, ReasonCode Code)> BrokenRules = new(StringComparer.Ordinal)
    {
        ["an unknown critical extension"] = (card => card.With(new("1.3.6.1.4.1.99999.1", [0x05, 0x00], critical: true)), ReasonCode.CertUnknownCritical),
        ["name constraints that constrain nothing"] = (card => card.With(new("2.5.29.30", [0x30, 0x00], critical: true)), ReasonCode.CertMalformed),
        ["name constraints on a card that is no CA"] =
            (card => card.With(new("2.5.29.30", Convert.FromHexString("3009A00730058203612E62"), critical: true)), ReasonCode.CertConstraint),
        ["a card that is a CA"] = (card => card.With(new X509BasicConstraintsExtension(true, false, 0, true)), ReasonCode.CertConstraint),
        ["no key usage"] = (card => card.Without(Oids.KeyUsage), ReasonCode.CertUsage),
        ["key usage not critical"] = (card => card.With(CardExtensions.KeyUsage(X509KeyUsageFlags.DigitalSignature, critical: false)), ReasonCode.CertUsage),
        ["keyCertSign too"] = (card => card.With(CardExtensions.KeyUsage(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign)), ReasonCode.CertUsage),
        ["nonRepudiation too"] = (card => card.With(CardExtensions.KeyUsage(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)), ReasonCode.CertUsage),
        ["keyAgreement instead"] = (card => card.With(CardExtensions.KeyUsage(X509KeyUsageFlags.KeyAgreement)), ReasonCode.CertUsage),
        ["no extended key usage"] = (card => card.Without(Oids.ExtendedKeyUsage), ReasonCode.CertUsage),
        ["extended key usage not critical"] = (card => card.With(CardExtensions.ExtendedKeyUsage([Oids.PivCardAuthentication], critical: false)), ReasonCode.CertUsage),
        ["another purpose"] = (card => card.With(CardExtensions.ExtendedKeyUsage(["1.3.6.1.5.5.7.3.2"])), ReasonCode.CertUsage),
        ["any purpose"] = (card => card.With(CardExtensions.ExtendedKeyUsage([AnyExtendedKeyUsage])), ReasonCode.CertUsage),
        ["no policy"] = (card => card.Without(Oids.CertificatePolicies), ReasonCode.CertPolicy),
        ["any policy"] = (card => card.With(CardExtensions.Policies([Oids.AnyPolicy])), ReasonCode.CertPolicy),
        ["another policy"] = (card => card.With(CardExtensions.Policies(["2.16.840.1.101.3.2.1.3.13"])), ReasonCode.CertPolicy),
        ["no subjectAltName"] = (card => card.Without(Oids.SubjectAltName), ReasonCode.BindingUuid),
        ["no UUID"] = (card => card.WithUris("https://example.org"), ReasonCode.BindingUuid),
        ["two UUIDs"] = (card => card.WithUris($"urn:uuid:{Uuid}", $"urn:uuid:{Uuid}"), ReasonCode.BindingUuid),
        ["no UUID after urn:uuid:"] = (card => card.WithUris("urn:uuid:comrade"), ReasonCode.BindingUuid),
        ["a UUID without hyphens"] = (card => card.WithUris("urn:uuid:" + Uuid.Replace("-", "", StringComparison.Ordinal)), ReasonCode.BindingUuid),
        ["a UUID in braces"] = (card => card.WithUris($"urn:uuid:{{{Uuid}}}"), ReasonCode.BindingUuid),
        ["NUL after the UUID"] = (card => card.WithUris($"urn:uuid:{Uuid}\0"), ReasonCode.BindingUuid),
        ["NUL in the UUID"] = (card => card.WithUris("urn:uuid:5eed0000-0000-4000-8000-00000000\00001"), ReasonCode.BindingUuid),
        ["a space before the UUID"] = (card => card.WithUris($"urn:uuid: {Uuid}"), ReasonCode.BindingUuid),
        ["0x in the UUID"] = (card => card.WithUris("urn:uuid:0x5eed00-0000-4000-8000-000000000001"), ReasonCode.BindingUuid),
        ["a sign in the UUID"] = (card => card.WithUris("urn:uuid:+5eed000-0000-4000-8000-000000000001"), ReasonCode.BindingUuid),
    };

    public static TheoryData<string> NamesOfBrokenRules => [.. BrokenRules.Keys];

    [Theory]
    [MemberData(nameof(NamesOfBrokenRules))]
    public void A_certificate_that_breaks_a_rule_of_the_profile_is_rejected(string rule)
    {
        var (broken, code) = BrokenRules[rule];

        Assert.Equal(new Verdict.Rejected(code), new TestTrust().Judge(broken(TestPki.Issue())));
    }

    private static readonly Dictionary<string, Func<IssuedCard, IssuedCard>> KeptRules = new(StringComparer.Ordinal)
    {
        ["upper case"] = card => card.WithUris($"urn:uuid:{Uuid.ToUpperInvariant()}"),
        ["URN:UUID"] = card => card.WithUris($"URN:UUID:{Uuid}"),
        ["the UUID before another URI"] = card => card.WithUris($"urn:uuid:{Uuid}", "https://example.org"),
        ["the UUID after another URI"] = card => card.WithUris("https://example.org", $"urn:uuid:{Uuid}"),
        ["a FASC-N before the UUID"] = card => card.With(CardExtensions.SubjectAltName([$"urn:uuid:{Uuid}"], new byte[25])),
        ["a second policy"] = card => card.With(CardExtensions.Policies([Oids.AnyPolicy, Oids.CommonCardAuthenticationPolicy])),
        ["a second purpose"] = card => card.With(CardExtensions.ExtendedKeyUsage([AnyExtendedKeyUsage, Oids.PivCardAuthentication])),
        ["said to be no CA"] = card => card.With(new X509BasicConstraintsExtension(false, false, 0, true)),
        ["an unknown extension that is not critical"] = card => card.With(new("1.3.6.1.4.1.99999.1", [0x05, 0x00], critical: false)),
    };

    public static TheoryData<string> NamesOfKeptRules => [.. KeptRules.Keys];

    [Theory]
    [MemberData(nameof(NamesOfKeptRules))]
    public void A_certificate_that_keeps_the_rules_its_own_way_is_trusted(string way)
    {
        var trusted = Assert.IsType<Verdict.Trusted>(new TestTrust().Judge(KeptRules[way](TestPki.Issue())));

        Assert.Equal(Guid.Parse(Uuid).ToByteArray(bigEndian: true), trusted.Card.Uuid.ToArray());
    }

    [Fact]
    public void An_algorithm_that_the_profile_leaves_out_is_weak()
    {
        var profile = CardProfile.Default with { Algorithms = new AlgorithmPolicy { Curves = [EllipticCurve.P256], RsaSizes = [3072] } };
        var trust = new TestTrust { Profile = profile };

        Assert.Equal(new Verdict.Rejected(ReasonCode.CertWeakKey), trust.Judge(TestPki.Issue(kind: KeyKind.P384)));
        Assert.Equal(new Verdict.Rejected(ReasonCode.CertWeakKey), trust.Judge(TestPki.Issue(kind: KeyKind.Rsa2048)));
        Assert.IsType<Verdict.Trusted>(trust.Judge(TestPki.Issue(kind: KeyKind.P256)));
    }

    [Fact]
    public void A_flipped_byte_anywhere_in_the_certificate_is_rejected()
    {
        var certificate = TestPki.Issue().Certificate.ToArray();
        var trust = new TestTrust().Create();

        for (var offset = 0; offset < certificate.Length; offset++)
        {
            certificate[offset] ^= 0x01;
            Assert.Throws<CertificateException>(() => trust.Piv.Cards.Recognise(certificate));
            certificate[offset] ^= 0x01;
        }
    }
}
