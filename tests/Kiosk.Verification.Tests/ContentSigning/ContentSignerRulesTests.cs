using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Revocation;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Tests.ContentSigning;

/// <summary>A content signer must satisfy the profile's rules for content signers, not those for cards.</summary>
public sealed class ContentSignerRulesTests
{
    private const string OtherPurpose = "2.16.840.1.101.3.8.7";
    private const string SignersPolicy = "1.3.6.1.4.1.99999.20";
    private static readonly IssuedCard Card = TestPki.Issue().WithFascN();
    private static readonly ChainMember Root = ChainMember.Root("CN=Root of signers", 1);

    [Fact]
    public void A_signer_may_have_any_of_the_purposes_that_the_profile_names()
    {
        var signer = Certify(PolicyOfCa(SignersPolicy), [OtherPurpose], SignersPolicy);

        Assert.IsType<Verdict.Rejected>(Judge(signer, new()));
        Assert.IsType<Verdict.Trusted>(Judge(signer, new() { ExtendedKeyUsages = [Oids.PivContentSigning, OtherPurpose], Policies = [SignersPolicy] }));
        Assert.IsType<Verdict.Rejected>(Judge(signer, new() { ExtendedKeyUsages = [Oids.PivContentSigning], Policies = [SignersPolicy] }));
    }

    [Fact]
    public void A_signers_authority_need_not_state_the_cards_policy()
    {
        var signer = Certify(PolicyOfCa(SignersPolicy), [Oids.PivContentSigning], SignersPolicy);

        Assert.IsType<Verdict.Rejected>(Judge(signer, new()));
        Assert.IsType<Verdict.Trusted>(Judge(signer, new() { Policies = [SignersPolicy] }));
        Assert.IsType<Verdict.Trusted>(Judge(signer, new() { Policies = [] }));
    }

    [Fact]
    public void Left_out_the_published_policy_of_content_signing_counts_beside_the_cards()
    {
        Assert.IsType<Verdict.Trusted>(Judge(Certify(PolicyOfCa(Oids.CommonContentSigningPolicy), [Oids.PivContentSigning], Oids.CommonContentSigningPolicy), new()));
        Assert.IsType<Verdict.Trusted>(Judge(Certify(PolicyOfCa(Oids.CommonCardAuthenticationPolicy), [Oids.PivContentSigning], Oids.CommonCardAuthenticationPolicy), new()));
    }

    [Fact]
    public void Left_out_a_signer_that_states_no_policy_is_taken_where_no_CA_asks_for_one()
    {
        var signer = Certify(Root.Authority("CN=CA of signers", 2), [Oids.PivContentSigning], policy: null);

        Assert.IsType<Verdict.Trusted>(Judge(signer, new()));
        Assert.IsType<Verdict.Rejected>(Judge(signer, new() { Policies = [SignersPolicy] }));
    }

    [Fact]
    public void Any_policy_in_the_signers_own_certificate_is_none_of_those_asked_for() =>
        Assert.IsType<Verdict.Rejected>(Judge(Certify(PolicyOfCa(Oids.AnyPolicy), [Oids.PivContentSigning], Oids.AnyPolicy), new() { Policies = [SignersPolicy] }));

    [Fact]
    public void Any_purpose_in_the_signers_certificate_is_none_of_those_asked_for() =>
        Assert.IsType<Verdict.Rejected>(Judge(Certify(PolicyOfCa(SignersPolicy), [Oids.AnyExtendedKeyUsage], SignersPolicy), new() { Policies = [SignersPolicy] }));

    [Fact]
    public void An_authority_of_signers_issues_no_cards()
    {
        var authority = PolicyOfCa(SignersPolicy);
        var member = authority.Target(
            "CN=Card",
            CardExtensions.KeyUsage(System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.DigitalSignature),
            CardExtensions.ExtendedKeyUsage([Oids.PivCardAuthentication]),
            ChainExtensions.Policies(SignersPolicy, Oids.CommonCardAuthenticationPolicy),
            CardExtensions.SubjectAltName([$"urn:uuid:{Card.Uuid:D}"]));
        var trust = TrustIn(authority, new() { Policies = [SignersPolicy] });

        var refused = Assert.Throws<CertificateException>(() => trust.Piv.Cards.Recognise(member.Certificate));

        Assert.Equal(ReasonCode.CertUntrusted, refused.Code);
    }

    [Fact]
    public void The_sentence_names_the_rule_and_the_setting()
    {
        var verdict = Judge(Certify(PolicyOfCa(SignersPolicy), [OtherPurpose], SignersPolicy), new() { Policies = [SignersPolicy] });

        Assert.Equal(
            "Content signer of the CHUID: The certificate's extKeyUsage names none of the purposes that the card profile asks of content signers (2.16.840.1.101.3.6.7).",
            verdict.Detail?.English);
    }

    /// <summary>A CA that states a policy and requires an explicit policy below.</summary>
    private static ChainMember PolicyOfCa(string policy) => Root.Authority("CN=CA of signers", 2, ChainExtensions.Policies(policy), ChainExtensions.PolicyConstraints(0, null));

    private static (ChainMember Authority, ContentSigner Signer) Certify(ChainMember authority, string[] purposes, string? policy)
    {
        var member = authority.Target(
            "CN=Signer",
            [
                CardExtensions.KeyUsage(System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.DigitalSignature),
                CardExtensions.ExtendedKeyUsage(purposes),
                .. policy is null ? [] : new[] { ChainExtensions.Policies(policy) },
            ]);
        return (authority, new ContentSigner(member.Key, member.SerialNumber, member.Certificate));
    }

    private static Verdict Judge((ChainMember Authority, ContentSigner Signer) issued, ContentSignerProfile rules) => EvidenceVerifier.Verify(
        Card.WithChuid(issued.Signer).Evidence(), TrustIn(issued.Authority, rules), new ReplayCache(), new ClockReading(TestPki.Now, ClockTrust.Attested));

    /// <summary>Our card authority and a separate one for signers.</summary>
    private static TrustStore TrustIn(ChainMember authority, ContentSignerProfile rules)
    {
        var profile = CardProfile.Default with { RequiresChuid = true, ContentSigner = rules };
        ReadOnlyMemory<byte>[] anchors = [TestPki.Root.Certificate, Root.Certificate];
        ReadOnlyMemory<byte>[] intermediates = [TestPki.Issuing.Certificate, authority.Certificate];
        var issuers = anchors.Concat(intermediates).Select(der => Certificate.Parse(der)).ToArray();
        var lists = new[] { TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(TestPki.Issuing), Root.List([]), authority.List([]) }
            .Select(der => CrlParser.Parse(der)).Select(crl => (Crl: crl, Checked: CrlChecker.Check(crl, issuers, profile.Algorithms))).ToArray();
        return TrustStore.Create(profile, anchors, intermediates, [.. lists.Select(list => list.Checked)], RevocationIndex.Of(lists.Select(list => (list.Checked.Facts, list.Crl))));
    }
}
