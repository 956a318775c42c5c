using System.Security.Cryptography;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Revocation;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Tests.Revocation;

public sealed class RevocationCheckerTests
{
    private static readonly DateTimeOffset NextUpdate = TestPki.Yesterday.AddDays(7);

    [Theory]
    [InlineData(CrlReason.KeyCompromise)]
    [InlineData(CrlReason.Superseded)]
    [InlineData(CrlReason.Unspecified)]
    public void A_revoked_card_is_rejected(object reason)
    {
        var card = TestPki.Issue(serial: 7).RevokedAt(TestPki.Yesterday, (CrlReason)reason);

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), TestTrust.For(card).Judge(card));
    }

    [Fact]
    public void A_card_revoked_as_of_tomorrow_is_rejected_today()
    {
        var card = TestPki.Issue(serial: 7).RevokedAt(TestPki.Now.AddDays(1));

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), TestTrust.For(card).Judge(card));
    }

    [Fact]
    public void A_card_on_hold_is_rejected_and_trusted_again_when_a_newer_list_leaves_it_out()
    {
        var card = TestPki.Issue(serial: 7);
        var held = TestTrust.For(card.RevokedAt(TestPki.Yesterday, CrlReason.CertificateHold));

        var released = held with { Crls = [.. held.Crls, TestPki.Issuing.IssueCrl(TestPki.Now.AddHours(-1), NextUpdate, 2, [])] };

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationOnHold), held.Judge(card));
        Assert.IsType<Verdict.Trusted>(released.Judge(card));
    }

    [Fact]
    public void Another_card_of_the_same_issuer_is_trusted()
    {
        var revoked = TestPki.Issue(serial: 7).RevokedAt(TestPki.Yesterday);

        Assert.IsType<Verdict.Trusted>(TestTrust.For(revoked).Judge(TestPki.Issue(serial: 8)));
    }

    [Fact]
    public void A_newer_list_is_seen_at_the_very_next_tap_of_a_card_already_known()
    {
        var card = TestPki.Issue(serial: 7);
        var before = new TestTrust().Judge(card);

        var after = TestTrust.For(card.RevokedAt(TestPki.Yesterday)).Judge(card);

        Assert.IsType<Verdict.Trusted>(before);
        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), after);
    }

    [Fact]
    public void A_card_known_to_a_trust_store_is_asked_about_at_every_tap()
    {
        var card = TestPki.Issue(serial: 7);
        var list = new SwitchableEntries();
        var issuer = Certificate.Parse(TestPki.Issuing.Certificate);
        var facts = CrlChecker.Check(CrlParser.Parse(TestTrust.ListOf(TestPki.Issuing)), [issuer], AlgorithmPolicy.Default).Facts;
        var index = new RevocationIndex([RevocationIndex.Hash(facts.IssuerKeyHash.Span, card.SerialNumber.Span)]);
        var anchored = TrustStore.Create(CardProfile.Default, [TestPki.Issuing.Certificate], [], [new CheckedCrl(facts, list)], index);

        var before = Verify(card, anchored);
        list.IsRevoked = true;

        Assert.IsType<Verdict.Trusted>(before);
        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), Verify(card, anchored));
    }

    [Fact]
    public void A_card_whose_issuer_is_revoked_is_rejected()
    {
        var trust = new TestTrust
        {
            Crls = [TestTrust.ListOf(TestPki.Root, new RevokedCertificate(TestPki.OtherIssuing.SerialNumber, TestPki.Yesterday)), TestTrust.ListOf(TestPki.Issuing)],
        };

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationIssuerRevoked), trust.Judge(TestPki.Issue().IssuedBy(TestPki.OtherIssuing)));
        Assert.IsType<Verdict.Trusted>(trust.Judge(TestPki.Issue()));
    }

    [Fact]
    public void The_same_serial_number_on_another_issuers_list_says_nothing()
    {
        var card = TestPki.Issue(serial: 7);
        var namesake = card.IssuedBy(TestPki.OtherIssuing).RevokedAt(TestPki.Yesterday);

        Assert.IsType<Verdict.Trusted>(TestTrust.For(namesake).Judge(card));
    }

    [Fact]
    public void Of_two_CAs_with_one_name_each_is_judged_by_the_list_that_its_own_key_signed()
    {
        const string Name = "CN=Twin";
        using var one = TestPki.Root.CreateSubordinate(Name, TestPki.Begin, TestPki.End);
        using var two = TestPki.Root.CreateSubordinate(Name, TestPki.Begin, TestPki.End);
        var card = TestPki.Issue(serial: 7);
        var trust = new TestTrust
        {
            Intermediates = [one, two],
            Crls = [TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(one, new RevokedCertificate(card.SerialNumber, TestPki.Yesterday)), TestTrust.ListOf(two)],
        };

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), trust.Judge(card.IssuedBy(one)));
        Assert.IsType<Verdict.Trusted>(trust.Judge(card.IssuedBy(two)));
    }

    public static TheoryData<byte[]> SerialNumbers =>
    [
        [0x01],
        [0x80],
        [0xFF, 0x00],
        [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ];

    [Theory]
    [MemberData(nameof(SerialNumbers))]
    public void A_serial_number_is_compared_as_an_integer(byte[] serialNumber)
    {
        var card = TestPki.Issue().WithSerialNumber(serialNumber).RevokedAt(TestPki.Yesterday);

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), TestTrust.For(card).Judge(card));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    public void Revocation_data_at_its_nextUpdate_still_counts(int milliseconds)
    {
        Assert.IsType<Verdict.Trusted>(new TestTrust().Judge(TestPki.Issue(), NextUpdate.AddMilliseconds(milliseconds)));
    }

    [Fact]
    public void Revocation_data_past_nextUpdate_leaves_the_verdict_undecidable()
    {
        var undecidable = Assert.IsType<Verdict.Undecidable>(new TestTrust().Judge(TestPki.Issue(serial: 7), NextUpdate.AddSeconds(1)));

        Assert.Equal(ReasonCode.RevocationStale, undecidable.Code);
        Assert.Equal(TestPki.Issue(serial: 7).Uuid.ToByteArray(bigEndian: true), undecidable.Card?.Uuid.ToArray());
    }

    [Fact]
    public void Revocation_data_staler_than_the_profile_bears_leaves_the_card_unnamed()
    {
        var tooLate = NextUpdate + CardProfile.Default.Freshness.MaxStaleness + TimeSpan.FromSeconds(1);

        Assert.Equal(new Verdict.Undecidable(ReasonCode.RevocationStale, null), new TestTrust().Judge(TestPki.Issue(), tooLate));
    }

    [Fact]
    public void A_stale_list_still_revokes()
    {
        var card = TestPki.Issue().RevokedAt(TestPki.Yesterday);

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), TestTrust.For(card).Judge(card, NextUpdate.AddYears(1)));
    }

    [Fact]
    public void A_missing_list_of_the_cards_issuer_leaves_the_verdict_undecidable()
    {
        var undecidable = Assert.IsType<Verdict.Undecidable>(new TestTrust { Crls = [TestTrust.ListOf(TestPki.Root)] }.Judge(TestPki.Issue()));

        Assert.Equal(ReasonCode.RevocationUnknown, undecidable.Code);
        Assert.NotNull(undecidable.Card);
    }

    [Fact]
    public void A_missing_list_of_the_root_leaves_the_verdict_undecidable()
    {
        var undecidable = Assert.IsType<Verdict.Undecidable>(new TestTrust { Crls = [TestTrust.ListOf(TestPki.Issuing)] }.Judge(TestPki.Issue()));

        Assert.Equal(ReasonCode.RevocationUnknown, undecidable.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-600)]
    public void A_list_dated_ahead_within_the_tolerance_counts(int seconds)
    {
        Assert.IsType<Verdict.Trusted>(new TestTrust().Judge(TestPki.Issue(), TestPki.Yesterday.AddSeconds(seconds)));
    }

    [Fact]
    public void The_only_list_of_an_issuer_dated_ahead_beyond_the_tolerance_is_as_good_as_none()
    {
        var undecidable = Assert.IsType<Verdict.Undecidable>(new TestTrust().Judge(TestPki.Issue(), TestPki.Yesterday.AddSeconds(-601)));

        Assert.Equal(ReasonCode.RevocationUnknown, undecidable.Code);
    }

    [Fact]
    public void The_tolerance_is_the_card_profiles()
    {
        var profile = CardProfile.Default with { Freshness = CardProfile.Default.Freshness with { ClockTolerance = TimeSpan.FromMinutes(1) } };

        Assert.IsType<Verdict.Undecidable>(new TestTrust { Profile = profile }.Judge(TestPki.Issue(), TestPki.Yesterday.AddSeconds(-61)));
    }

    [Fact]
    public void A_list_dated_ahead_stays_out_of_force_until_its_time_and_the_one_before_counts()
    {
        var ahead = TestPki.Now.AddHours(2);
        var trust = new TestTrust { Crls = [.. new TestTrust().Crls, TestPki.Issuing.IssueCrl(ahead, NextUpdate.AddDays(7), 2, [])] };

        Assert.Equal(TestPki.Yesterday, Assert.IsType<Verdict.Trusted>(trust.Judge(TestPki.Issue())).AsOf);
        Assert.Equal(NextUpdate, trust.Create().Revocation.FirstDueAt(TestPki.Now));
        Assert.Equal("2", Assert.Single(trust.Create().Revocation.DatedAheadAt(TestPki.Now)).CrlNumber);

        // Past the previous CRL's nextUpdate, the newer one alone is enough.
        Assert.Equal(ReasonCode.RevocationStale, Assert.IsType<Verdict.Undecidable>(new TestTrust().Judge(TestPki.Issue(), NextUpdate.AddHours(1))).Code);
        Assert.Empty(trust.Create().Revocation.DatedAheadAt(ahead));
        Assert.Equal(ahead, trust.Create().Revocation.Check(ReferenceTo(TestPki.Issue()), NextUpdate.AddHours(1)).AsOf);
    }

    [Fact]
    public void A_card_that_a_list_dated_ahead_revokes_is_revoked_whatever_the_terminals_clock_says()
    {
        var card = TestPki.Issue(serial: 7);
        var ahead = TestPki.Issuing.IssueCrl(TestPki.Now.AddHours(2), NextUpdate, 2, [new RevokedCertificate(card.SerialNumber, TestPki.Now)]);

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), new TestTrust { Crls = [.. new TestTrust().Crls, ahead] }.Judge(card));
    }

    [Fact]
    public void A_hold_ends_when_the_list_without_it_begins_to_count()
    {
        var card = TestPki.Issue(serial: 7);
        var held = TestTrust.For(card.RevokedAt(TestPki.Yesterday, CrlReason.CertificateHold));
        var trust = held with { Crls = [.. held.Crls, TestPki.Issuing.IssueCrl(TestPki.Now.AddHours(2), NextUpdate, 2, [])] };

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationOnHold), trust.Judge(card));
        Assert.IsType<Verdict.Trusted>(trust.Judge(card, TestPki.Now.AddHours(2)));
    }

    [Fact]
    public void A_hash_that_two_certificates_share_revokes_only_the_one_on_the_list()
    {
        var card = TestPki.Issue(serial: 7);
        var issuer = Certificate.Parse(TestPki.Issuing.Certificate);
        var list = CrlChecker.Check(CrlParser.Parse(TestTrust.ListOf(TestPki.Issuing)), [issuer], AlgorithmPolicy.Default);
        var collision = new RevocationIndex([RevocationIndex.Hash(list.Facts.IssuerKeyHash.Span, card.SerialNumber.Span)]);
        var trust = TrustStore.Create(CardProfile.Default, [TestPki.Issuing.Certificate], [], [list], collision);

        Assert.IsType<Verdict.Trusted>(Verify(card, trust));
    }

    private static CertificateReference ReferenceTo(IssuedCard card) => new(SHA256.HashData(card.Authority.Key.PublicKey.ExportSubjectPublicKeyInfo()), card.SerialNumber);

    private static Verdict Verify(IssuedCard card, TrustStore trust) =>
        EvidenceVerifier.Verify(card.Evidence(), trust, new ReplayCache(), new ClockReading(TestPki.Now, ClockTrust.Attested));

    /// <summary>A CRL that a test changes under a live trust store, which cannot happen in the product.</summary>
    private sealed class SwitchableEntries : ICrlEntries
    {
        public bool IsRevoked { get; set; }

        public CrlEntry? Find(ReadOnlySpan<byte> serialNumber) =>
            IsRevoked ? new CrlEntry(serialNumber.ToArray(), TestPki.Yesterday, CrlReason.Unspecified) : null;
    }
}
