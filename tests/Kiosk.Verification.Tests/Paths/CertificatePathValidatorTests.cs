using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Tests.Paths;

public sealed class CertificatePathValidatorTests
{
    private const string Name = "CN=Test Issuing CA 3, O=Test Authority";

    [Fact]
    public void A_foreign_CA_with_our_CAs_name_is_untrusted()
    {
        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(new TestTrust(), TestPki.Issue().IssuedBy(TestPki.ForeignIssuing)));
    }

    [Fact]
    public void A_foreign_CA_with_our_CAs_name_is_untrusted_even_as_an_intermediate_beside_ours()
    {
        var trust = new TestTrust { Intermediates = [TestPki.ForeignIssuing, TestPki.Issuing], Crls = [TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(TestPki.Issuing)] };

        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(trust, TestPki.Issue().IssuedBy(TestPki.ForeignIssuing)));
        Assert.IsType<Verdict.Trusted>(trust.Judge(TestPki.Issue()));
    }

    [Fact]
    public void A_leaf_signed_by_its_own_key_in_our_CAs_name_is_untrusted()
    {
        var card = TestPki.Issue(kind: KeyKind.P256);
        var selfSigned = card.Forged(der => CertificateForge.Reissue(der, card.Key, _ => { }));

        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(new TestTrust(), selfSigned));
    }

    [Fact]
    public void A_leaf_issued_by_a_leaf_is_untrusted_even_when_the_leaf_is_offered_as_an_intermediate()
    {
        var issuer = TestPki.Issue(serial: 100);
        var card = TestPki.Issue(serial: 101).Forged(der => CertificateForge.Reissue(der, issuer.Key, fields =>
            fields.Issuer = Certificate.Parse(issuer.Certificate).Subject));
        var trust = TrustStore.Create(CardProfile.Default, [TestPki.Root.Certificate], [TestPki.Issuing.Certificate, issuer.Certificate], [], RevocationIndex.Empty);

        var refused = Assert.Throws<CertificateException>(() => trust.Piv.Cards.Recognise(card.Certificate.Span));
        Assert.Equal(ReasonCode.CertUntrusted, refused.Code);
    }

    [Fact]
    public void A_CA_below_one_that_may_have_none_is_untrusted()
    {
        using var below = TestPki.Issuing.CreateSubordinate(Name, TestPki.Begin, TestPki.End);

        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(Beside(below), TestPki.Issue().IssuedBy(below)));
    }

    [Fact]
    public void A_CA_below_one_that_may_have_one_is_trusted()
    {
        using var policy = TestPki.Root.CreateSubordinate("CN=Test Policy CA", TestPki.Begin, TestPki.End, pathLength: 1);
        using var below = policy.CreateSubordinate(Name, TestPki.Begin, TestPki.End);
        var trust = new TestTrust
        {
            Intermediates = [below, policy],
            Crls = [TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(policy), TestTrust.ListOf(below)],
        };

        Assert.IsType<Verdict.Trusted>(trust.Judge(TestPki.Issue().IssuedBy(below)));
    }

    [Fact]
    public void Names_that_do_not_chain_make_a_card_untrusted()
    {
        var card = TestPki.Issue().Reissued(fields => fields.Issuer = Certificate.Parse(TestPki.OtherIssuing.Certificate).Subject);

        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(new TestTrust(), card));
    }

    [Fact]
    public void A_CA_whose_own_issuer_is_missing_is_untrusted()
    {
        using var missing = TestPki.Root.CreateSubordinate("CN=Missing", TestPki.Begin, TestPki.End, pathLength: null);
        using var below = missing.CreateSubordinate(Name, TestPki.Begin, TestPki.End);

        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(Beside(below), TestPki.Issue().IssuedBy(below)));
    }

    [Fact]
    public void An_intermediate_is_no_anchor()
    {
        var trust = new TestTrust { Anchors = [], Crls = [] };

        Assert.Equal(0, trust.Create().AuthorityCount);
        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(trust, TestPki.Issue()));
    }

    [Theory]
    [InlineData(Oids.BasicConstraints)]
    [InlineData(Oids.KeyUsage)]
    public void A_CA_certificate_without_what_makes_a_CA_issues_nothing(string missing)
    {
        var mutated = BendIssuing(fields => fields.Extensions.RemoveAll(extension => extension.Span.IndexOf(EncodedOid(missing)) >= 0));

        Assert.Equal(ReasonCode.CertUntrusted, CodeBelow(mutated));
    }

    [Fact]
    public void A_CA_certificate_with_an_unknown_critical_extension_issues_nothing()
    {
        var mutated = BendIssuing(fields => fields.Extensions.Add(CertificateForge.Extension("1.3.6.1.4.1.99999.1", critical: true, [0x30, 0x00])));

        Assert.Equal(ReasonCode.CertUntrusted, CodeBelow(mutated));
    }

    [Theory]
    [InlineData("uri:example.com", ReasonCode.CertConstraint)]
    [InlineData("dir:O=Elsewhere", ReasonCode.CertConstraint)]
    [InlineData("dns:example.com", null)]
    public void Name_constraints_of_a_CA_reach_the_card(string permitted, object? code)
    {
        var constraints = ChainExtensions.NameConstraints([permitted], []);
        var mutated = BendIssuing(fields => fields.Extensions.Add(CertificateForge.Extension(Oids.NameConstraints, critical: true, constraints.RawData)));

        Assert.Equal((ReasonCode?)code, CodeBelow(mutated));
    }

    [Fact]
    public void A_CA_that_requires_a_policy_and_states_none_issues_no_card()
    {
        var required = ChainExtensions.PolicyConstraints(0, null);
        var mutated = BendIssuing(fields => fields.Extensions.Add(CertificateForge.Extension(Oids.PolicyConstraints, critical: true, required.RawData)));

        Assert.NotNull(CodeBelow(mutated));
    }

    [Fact]
    public void A_CA_certificate_left_as_it_was_issues_cards()
    {
        Assert.Null(CodeBelow(BendIssuing(_ => { })));
    }

    [Fact]
    public void A_renewed_CA_certificate_of_the_same_key_carries_on_when_the_old_one_expired()
    {
        var key = TestPki.KeyOf(KeyKind.P256, 900);
        using var old = TestPki.Root.CreateSubordinate(Name, TestPki.Begin, TestPki.Yesterday, key: key);
        using var renewed = TestPki.Root.CreateSubordinate(Name, TestPki.Yesterday, TestPki.End, key: key);
        var trust = new TestTrust { Intermediates = [old, renewed], Crls = [TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(renewed)] };

        Assert.IsType<Verdict.Trusted>(trust.Judge(TestPki.Issue().IssuedBy(old)));
    }

    [Fact]
    public void CAs_that_certify_each_other_end_no_search()
    {
        var (one, two) = (TestPki.KeyOf(KeyKind.P256, 901), TestPki.KeyOf(KeyKind.P256, 902));
        using var first = TestPki.ForeignRoot.CreateSubordinate("CN=One", TestPki.Begin, TestPki.End, pathLength: null, key: one);
        using var second = first.CreateSubordinate("CN=Two", TestPki.Begin, TestPki.End, pathLength: null, key: two);
        using var firstAgain = second.CreateSubordinate("CN=One", TestPki.Begin, TestPki.End, pathLength: null, key: one);

        Assert.Equal(1, new TestTrust { Intermediates = [second, firstAgain], Crls = [] }.Create().AuthorityCount);
    }

    private static TestTrust Beside(CertificateAuthority authority) => new() { Intermediates = [TestPki.Issuing, authority], Crls = [] };

    private static ReadOnlyMemory<byte> BendIssuing(Action<TbsFields> edit) =>
        CertificateForge.Reissue(TestPki.Issuing.Certificate, TestPki.Root.Key, edit);

    private static ReasonCode? CodeBelow(ReadOnlyMemory<byte> issuing)
    {
        var trust = TrustStore.Create(CardProfile.Default, [TestPki.Root.Certificate], [issuing], [], RevocationIndex.Empty);
        return Record.Exception(() => trust.Piv.Cards.Recognise(TestPki.Issue().Certificate.Span)) is CertificateException refused ? refused.Code : null;
    }

    private static byte[] EncodedOid(string oid)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    private static ReasonCode CodeOf(TestTrust trust, IssuedCard card) => Assert.IsType<Verdict.Rejected>(trust.Judge(card)).Code;
}
