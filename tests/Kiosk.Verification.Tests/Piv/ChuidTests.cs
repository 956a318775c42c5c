using Kiosk.Cards.Piv;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Der;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Tests.ContentSigning;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Tests.Piv;

public sealed class ChuidTests
{
    private static readonly DateOnly LastDay = new(2026, 12, 31);
    private static readonly DateTimeOffset LastSecond = new(2026, 12, 31, 23, 59, 59, TimeSpan.Zero);
    private static readonly byte[] OtherFascN = [.. Enumerable.Repeat((byte)0x5A, 25)];

    private static readonly TestTrust Trust = new TestTrust().WithChuid();
    private static readonly IssuedCard Card = TestPki.Issue().WithFascN().WithChuid();

    [Fact]
    public void A_card_with_a_bound_CHUID_is_trusted_with_the_higher_assurance()
    {
        var trusted = Assert.IsType<Verdict.Trusted>(Trust.Judge(Card));

        Assert.Equal(Assurance.CardAuthenticationKeyWithChuid, trusted.Assurance);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_signature_may_cover_the_trailing_error_detection_code_or_leave_it_out(bool signsErrorDetectionCode) =>
        Assert.IsType<Verdict.Trusted>(Trust.Judge(Card.WithChuid(TestPki.ContentSigner, signsErrorDetectionCode: signsErrorDetectionCode)));

    [Theory]
    [InlineData("FE")]
    [InlineData("FE0000")]
    [InlineData("FE00FE00")]
    [InlineData("0000")]
    [InlineData("3E00FE00")]
    public void A_signature_over_the_content_and_anything_else_behind_it_is_rejected(string behind)
    {
        var card = Card.WithForgedChuid(chuid => Resigned(Chuid.Parse(chuid), content => [.. content, .. Convert.FromHexString(behind)]));

        Rejects(ReasonCode.BindingChuidSignature, card);
    }

    [Fact]
    public void A_signature_over_the_buffer_length_of_older_cards_is_rejected()
    {
        byte[] bufferLength = [0xEE, 0x02, 0x10, 0x00];
        var card = Card.WithForgedChuid(chuid => [.. bufferLength, .. Resigned(Chuid.Parse(chuid), content => [.. bufferLength, .. content])]);

        Rejects(ReasonCode.BindingChuidSignature, card);
    }

    [Fact]
    public void The_error_detection_code_is_signed_as_it_stands_on_the_card()
    {
        var signed = Card.WithChuid(TestPki.ContentSigner, signsErrorDetectionCode: true);

        Rejects(ReasonCode.BindingChuidSignature, signed.WithForgedChuid(chuid => [.. chuid.Span[..^1], 0x81, 0x00]));
        Rejects(ReasonCode.CardMalformed, signed.WithForgedChuid(chuid => [.. chuid.Span, 0x00]));
    }

    [Theory]
    [InlineData((byte)KeyKind.P384)]
    [InlineData((byte)KeyKind.Rsa2048)]
    [InlineData((byte)KeyKind.Rsa3072)]
    public void The_signer_may_have_a_key_of_any_allowed_kind(byte kind)
    {
        var signer = SignerWith(key: TestPki.KeyOf((KeyKind)kind, 0));

        Assert.IsType<Verdict.Trusted>(Trust.Judge(Card.WithChuid(signer)));
    }

    [Fact]
    public void A_CHUID_that_is_required_and_missing_lets_nobody_in() => Rejects(ReasonCode.BindingChuidSignature, TestPki.Issue());

    [Fact]
    public void A_CHUID_that_was_read_is_judged_even_where_none_is_required()
    {
        var other = Card.WithChuid(TestPki.ContentSigner, uuid: Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"));

        Assert.Equal(new Verdict.Rejected(ReasonCode.BindingUuid), new TestTrust().Judge(other));
        Assert.Equal(Assurance.CardAuthenticationKeyWithChuid, Assert.IsType<Verdict.Trusted>(new TestTrust().Judge(Card)).Assurance);
    }

    [Fact]
    public void A_GUID_other_than_the_certificates_UUID_is_rejected() =>
        Rejects(ReasonCode.BindingUuid, Card.WithChuid(TestPki.ContentSigner, uuid: TestPki.Issue(serial: 2).Uuid));

    [Fact]
    public void The_CHUID_of_another_card_is_rejected() =>
        Rejects(ReasonCode.BindingUuid, Card with { Chuid = TestPki.Issue(serial: 2).WithFascN().WithChuid().Chuid });

    [Fact]
    public void A_FASC_N_other_than_the_certificates_is_rejected() =>
        Rejects(ReasonCode.BindingFascn, Card.WithChuid(TestPki.ContentSigner, fascN: OtherFascN));

    [Fact]
    public void A_certificate_without_a_FASC_N_is_rejected_only_where_the_profile_asks_for_one()
    {
        var unnamed = TestPki.Issue().WithChuid();
        var asking = Trust with { Profile = Trust.Profile with { RequiresFascN = true } };

        Assert.IsType<Verdict.Trusted>(Trust.Judge(unnamed));
        Assert.Equal(new Verdict.Rejected(ReasonCode.BindingFascn), asking.Judge(unnamed));
        Assert.IsType<Verdict.Trusted>(asking.Judge(Card));
    }

    [Fact]
    public void A_certificate_with_two_FASC_Ns_is_rejected()
    {
        var twice = CertificateForge.Extension(Oids.SubjectAltName, critical: false, TwoFascNs());

        Rejects(ReasonCode.BindingFascn, Card.Reissued(fields => Replace(fields, Oids.SubjectAltName, twice)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(54)]
    public void A_CHUID_with_one_changed_byte_is_rejected(int place)
    {
        var changed = Card.WithForgedChuid(chuid =>
        {
            var bytes = chuid.ToArray();
            bytes[place] ^= 1;
            return bytes;
        });

        Assert.IsType<Verdict.Rejected>(Trust.Judge(changed));
    }

    [Fact]
    public void A_CHUID_whose_expiry_was_put_off_is_rejected()
    {
        var later = Card.WithForgedChuid(chuid =>
        {
            var genuine = Chuid.Parse(chuid);
            var content = Chuid.EncodeSignedContent(genuine.FascN.Span, genuine.CardUuid, genuine.ExpirationDate.AddYears(1));
            return (genuine with { SignedContent = content }).Encode();
        });

        Rejects(ReasonCode.BindingChuidSignature, later);
    }

    [Fact]
    public void A_CHUID_is_valid_through_the_last_second_of_its_day()
    {
        var card = Card.ValidTo(LastSecond).WithChuid(LongLived, expires: LastDay);

        Assert.IsType<Verdict.Trusted>(JudgeUntilNextYear(card, LastSecond));
        Assert.IsType<Verdict.Trusted>(JudgeUntilNextYear(card, LastSecond.AddMilliseconds(999)));
    }

    [Fact]
    public void A_certificate_may_end_with_the_CHUID_but_not_outlive_it()
    {
        Assert.IsType<Verdict.Trusted>(Trust.Judge(Card.ValidTo(LastSecond).WithChuid(TestPki.ContentSigner, expires: LastDay)));
        Rejects(ReasonCode.BindingChuidExpired, Card.ValidTo(LastSecond.AddSeconds(1)).WithChuid(TestPki.ContentSigner, expires: LastDay));
    }

    [Fact]
    public void A_CHUID_that_has_expired_is_rejected()
    {
        // A certificate must not outlive the CHUID, so its own expiry is reported first.
        Assert.Equal(
            new Verdict.Rejected(ReasonCode.CertExpired),
            JudgeUntilNextYear(Card.ValidTo(LastSecond).WithChuid(LongLived, expires: LastDay), LastSecond.AddSeconds(1)));
        Rejects(ReasonCode.BindingChuidExpired, Card.WithChuid(TestPki.ContentSigner, expires: DateOnly.FromDateTime(TestPki.Yesterday.UtcDateTime)));
    }

    [Fact]
    public void A_signer_that_has_expired_is_rejected_from_the_next_second_on()
    {
        var card = Card.WithChuid(SignerWith(notAfter: TestPki.Now));
        var trust = Trust.Create();

        Assert.IsType<Verdict.Trusted>(Judge(card, trust, TestPki.Now));
        Assert.Equal(new Verdict.Rejected(ReasonCode.BindingChuidSignature), Judge(card, trust, TestPki.Now.AddSeconds(1)));
    }

    [Fact]
    public void A_signer_that_is_not_valid_yet_is_rejected() =>
        Rejects(ReasonCode.BindingChuidSignature, Card.WithChuid(SignerWith(notBefore: TestPki.Now.AddSeconds(1))));

    [Fact]
    public void A_signer_that_was_revoked_is_rejected_whatever_the_clock_says()
    {
        var signer = SignerWith();
        var trust = WithRevoked(signer).Create();
        var verdict = EvidenceVerifier.Verify(
            Card.WithChuid(signer).Evidence(), trust, new ReplayCache(), new ClockReading(TestPki.Now, ClockTrust.Attested, ClockFault.Behind));

        Assert.Equal(new Verdict.Rejected(ReasonCode.BindingChuidSignature), verdict);
        Assert.Equal(TestPki.Yesterday, verdict.AsOf);
    }

    [Fact]
    public void A_signer_revoked_by_a_newer_list_is_rejected_though_the_card_is_known()
    {
        var signer = SignerWith();
        var card = Card.WithChuid(signer);

        Assert.IsType<Verdict.Trusted>(Trust.Judge(card));
        Assert.Equal(new Verdict.Rejected(ReasonCode.BindingChuidSignature), WithRevoked(signer).Judge(card));
    }

    [Fact]
    public void A_signer_whose_issuer_was_revoked_is_rejected()
    {
        var signer = TestPki.OtherIssuing.CreateContentSigner("CN=Signer", TestPki.Begin, TestPki.End);
        var revoked = Trust with
        {
            Crls = [TestTrust.ListOf(TestPki.Root, new RevokedCertificate(TestPki.OtherIssuing.SerialNumber, TestPki.Yesterday)), TestTrust.ListOf(TestPki.Issuing), TestTrust.ListOf(TestPki.OtherIssuing)],
        };

        Assert.IsType<Verdict.Trusted>(Trust.Judge(Card.WithChuid(signer)));
        Assert.Equal(new Verdict.Rejected(ReasonCode.BindingChuidSignature), revoked.Judge(Card.WithChuid(signer)));
    }

    [Fact]
    public void Without_a_list_of_the_signers_issuer_the_verdict_is_undecidable()
    {
        var signer = TestPki.OtherIssuing.CreateContentSigner("CN=Signer", TestPki.Begin, TestPki.End);
        var unlisted = Trust with { Crls = [TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(TestPki.Issuing)] };

        Assert.Equal(ReasonCode.RevocationUnknown, Assert.IsType<Verdict.Undecidable>(unlisted.Judge(Card.WithChuid(signer))).Code);
    }

    [Fact]
    public void A_signer_of_a_foreign_authority_with_our_names_is_rejected() =>
        Rejects(ReasonCode.BindingChuidSignature, Card.WithChuid(TestPki.ForeignIssuing.CreateContentSigner("CN=Test Content Signer, O=Test Authority", TestPki.Begin, TestPki.End)));

    [Fact]
    public void A_card_that_signs_its_own_CHUID_is_rejected() =>
        Rejects(ReasonCode.BindingChuidSignature, Card.WithChuid(new ContentSigner(Card.Key, Card.SerialNumber, Card.Certificate)));

    [Fact]
    public void A_tag_that_stands_twice_is_rejected() =>
        Rejects(ReasonCode.CardMalformed, Card.WithForgedChuid(chuid => [.. chuid.Span[..27], .. chuid.Span]));

    [Fact]
    public void Bytes_after_FE_are_rejected() => Rejects(ReasonCode.CardMalformed, Card.WithForgedChuid(chuid => [.. chuid.Span, 0x00]));

    [Fact]
    public void A_CHUID_changed_after_the_first_tap_is_judged_anew()
    {
        var trust = Trust.Create();

        Assert.IsType<Verdict.Trusted>(Judge(Card, trust, TestPki.Now));
        Assert.Equal(new Verdict.Rejected(ReasonCode.CardMalformed), Judge(Card.WithForgedChuid(chuid => chuid.ToArray()[..^1]), trust, TestPki.Now));
        Assert.Equal(new Verdict.Rejected(ReasonCode.BindingChuidSignature), Judge(Card with { Chuid = null }, trust, TestPki.Now));
    }

    private static ContentSigner LongLived => TestPki.ContentSigner;

    private static ContentSigner SignerWith(KeyPair? key = null, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null) =>
        TestPki.Issuing.CreateContentSigner("CN=Another Content Signer, O=Test Authority", notBefore ?? TestPki.Begin, notAfter ?? TestPki.End, key);

    private static TestTrust WithRevoked(ContentSigner signer) => Trust with
    {
        Crls = [TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(TestPki.Issuing, new RevokedCertificate(signer.SerialNumber, TestPki.Yesterday)), TestTrust.ListOf(TestPki.OtherIssuing)],
    };

    /// <summary>With CRLs in force until then.</summary>
    private static Verdict JudgeUntilNextYear(IssuedCard card, DateTimeOffset at)
    {
        CertificateAuthority[] authorities = [TestPki.Root, TestPki.Issuing];
        var trust = Trust with { Crls = [.. authorities.Select(authority => authority.IssueCrl(TestPki.Yesterday, TestPki.Now.AddYears(1), 1, []))] };
        return trust.Judge(card, at);
    }

    private static Verdict Judge(IssuedCard card, TrustStore trust, DateTimeOffset at) =>
        EvidenceVerifier.Verify(card.Evidence(), trust, new ReplayCache(), new ClockReading(at, ClockTrust.Attested));

    /// <summary>A CHUID whose signature covers bytes derived from its content.</summary>
    private static byte[] Resigned(Chuid chuid, Func<byte[], byte[]> signed) =>
        (chuid with { IssuerSignature = TestPki.ContentSigner.Sign(signed(chuid.SignedContent.ToArray())) }).Encode();

    private static byte[] TwoFascNs()
    {
        var one = CardExtensions.SubjectAltName([$"urn:uuid:{Card.Uuid:D}"], Card.FascN).RawData;
        var two = CardExtensions.SubjectAltName([], Card.FascN).RawData;
        return SignedDataFields.Tagged(0x30, [.. one[2..], .. two[2..]]);
    }

    private static void Replace(TbsFields fields, string oid, byte[] extension)
    {
        var identifier = SignedDataFields.ObjectIdentifier(oid);
        var index = fields.Extensions.FindIndex(other => other.Span.IndexOf(identifier) >= 0);
        fields.Extensions[index] = extension;
    }

    private static void Rejects(object code, IssuedCard card) => Assert.Equal(new Verdict.Rejected((ReasonCode)code), Trust.Judge(card));
}
