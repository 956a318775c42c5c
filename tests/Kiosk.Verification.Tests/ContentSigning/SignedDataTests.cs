using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Cards.Piv;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.ContentSigning;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Tests.ContentSigning;

/// <summary>One vector per rule for signed data on a card, with the framework's result where it is laxer.</summary>
public sealed class SignedDataTests
{
    private static readonly TestTrust Trust = new TestTrust().WithChuid();
    private static readonly IssuedCard Card = TestPki.Issue().WithChuid();
    private static readonly byte[] Content = Chuid.Parse(Card.Chuid!.Value).SignedContent.ToArray();

    [Fact]
    public void Signed_data_put_together_by_hand_is_as_good_as_the_frameworks()
    {
        Assert.IsType<Verdict.Trusted>(Judge(_ => { }));
        Assert.True(FrameworkAccepts(_ => { }));
    }

    [Fact]
    public void The_signers_name_may_be_left_out() =>
        Assert.IsType<Verdict.Trusted>(Judge(fields => fields.Attributes.RemoveAll(attribute => attribute.Type == Oids.PivSignerDn)));

    [Fact]
    public void An_attribute_that_says_nothing_here_is_left_alone() =>
        Assert.IsType<Verdict.Trusted>(Judge(fields => fields.Attributes.Add(("1.2.840.113549.1.9.5", [[0x17, 0x0D, .. "260101000000Z"u8]]))));

    [Fact]
    public void Another_content_type_is_rejected() =>
        Rejects(fields =>
        {
            fields.ContentType = SignedDataFields.ObjectIdentifier("1.2.840.113549.1.7.1");
            SetAttribute(fields, Oids.ContentType, fields.ContentType);
        });

    [Fact]
    public void A_content_type_attribute_that_differs_is_rejected() =>
        Rejects(fields => SetAttribute(fields, Oids.ContentType, SignedDataFields.ObjectIdentifier("1.2.840.113549.1.7.1")));

    [Theory]
    [InlineData(Oids.ContentType)]
    [InlineData(Oids.MessageDigest)]
    public void A_missing_attribute_is_rejected(string type) => Rejects(fields => fields.Attributes.RemoveAll(attribute => attribute.Type == type));

    [Theory]
    [InlineData(Oids.ContentType)]
    [InlineData(Oids.MessageDigest)]
    [InlineData(Oids.PivSignerDn)]
    public void An_attribute_that_stands_twice_is_rejected(string type) =>
        Rejects(fields => fields.Attributes.Add(fields.Attributes.Single(attribute => attribute.Type == type)));

    [Theory]
    [InlineData(Oids.ContentType)]
    [InlineData(Oids.MessageDigest)]
    public void An_attribute_with_two_values_is_rejected(string type) => Rejects(fields =>
    {
        var (_, values) = fields.Attributes.Single(attribute => attribute.Type == type);
        SetAttribute(fields, type, values[0], values[0]);
    });

    [Fact]
    public void The_digest_of_other_content_is_rejected() =>
        Rejects(fields => SetAttribute(fields, Oids.MessageDigest, SignedDataFields.OctetString(SHA256.HashData([1]))));

    [Fact]
    public void The_name_of_another_signer_is_rejected() =>
        Rejects(fields => SetAttribute(fields, Oids.PivSignerDn, new X500DistinguishedName("CN=Somebody Else").RawData));

    [Fact]
    public void A_signature_by_another_key_is_rejected() => Rejects(_ => { }, TestPki.KeyOf(KeyKind.P256, 99));

    [Fact]
    public void No_signed_attributes_are_rejected() => Rejects(fields => fields.Attributes.Clear());

    [Fact]
    public void Attributes_out_of_order_are_rejected() => RejectsWhatTheFrameworkTakes(fields => fields.IsSorted = false);

    [Fact]
    public void Content_that_stands_inside_is_rejected() => Rejects(fields => fields.Content = Content);

    [Fact]
    public void Two_signers_are_rejected() => RejectsWhatTheFrameworkTakes(fields => fields.Signers = 2);

    [Fact]
    public void No_signer_is_rejected() => Rejects(fields => fields.Signers = 0);

    [Fact]
    public void A_signer_named_by_key_identifier_is_rejected() => Rejects(fields =>
    {
        fields.SignerVersion = [0x02, 0x01, 0x03];
        fields.SignerIdentifier = SignedDataFields.Tagged(0x80, new byte[20]);
    });

    [Fact]
    public void A_signer_named_otherwise_than_its_certificate_is_rejected() =>
        Rejects(fields => fields.SignerIdentifier = SignedDataFields.Of(OtherSigner, Content).SignerIdentifier);

    [Fact]
    public void No_certificate_is_rejected() => Rejects(fields => fields.Certificates.Clear());

    [Fact]
    public void A_second_certificate_is_rejected() =>
        RejectsWhatTheFrameworkTakes(fields => fields.Certificates.Add(TestPki.Issuing.Certificate.ToArray()));

    [Fact]
    public void Lists_beside_the_certificate_are_rejected() =>
        Rejects(fields => fields.Crls = SignedDataFields.Tagged(0xA1, TestTrust.ListOf(TestPki.Issuing)));

    [Fact]
    public void Unsigned_attributes_are_rejected() => RejectsWhatTheFrameworkTakes(fields => fields.UnsignedAttributes = SignedDataFields.Tagged(
        0xA1,
        SignedDataFields.Tagged(0x30, [.. SignedDataFields.ObjectIdentifier("1.2.3.4"), .. SignedDataFields.Tagged(0x31, [0x05, 0x00])])));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Another_version_is_rejected(byte version) => Rejects(fields => fields.Version = [0x02, 0x01, version]);

    [Fact]
    public void Another_version_of_the_signer_is_rejected() => Rejects(fields => fields.SignerVersion = [0x02, 0x01, 0x03]);

    [Fact]
    public void Another_kind_of_content_is_rejected() => Rejects(fields => fields.OuterType = SignedDataFields.ObjectIdentifier("1.2.840.113549.1.7.3"));

    [Fact]
    public void A_digest_that_was_not_announced_is_rejected() =>
        Rejects(fields => fields.DigestAlgorithms[0] = SignedDataFields.DigestAlgorithm(Oids.Sha384));

    [Fact]
    public void Two_announced_digests_are_rejected() =>
        RejectsWhatTheFrameworkTakes(fields => fields.DigestAlgorithms.Add(SignedDataFields.DigestAlgorithm(Oids.Sha384)));

    [Fact]
    public void A_signature_over_another_digest_than_the_announced_one_is_rejected() => Rejects(fields =>
    {
        fields.DigestAlgorithms[0] = SignedDataFields.DigestAlgorithm(Oids.Sha384);
        fields.SignerDigestAlgorithm = SignedDataFields.DigestAlgorithm(Oids.Sha384);
        SetAttribute(fields, Oids.MessageDigest, SignedDataFields.OctetString(SHA384.HashData(Content)));
    });

    [Fact]
    public void SHA_1_has_its_own_code() => Rejects(
        fields =>
        {
            var sha1 = SignedDataFields.DigestAlgorithm("1.3.14.3.2.26");
            fields.DigestAlgorithms[0] = sha1;
            fields.SignerDigestAlgorithm = sha1;
            SetAttribute(fields, Oids.MessageDigest, SignedDataFields.OctetString(new byte[20]));
        },
        code: ReasonCode.CertWeakSignature);

    [Fact]
    public void A_signature_algorithm_that_the_profile_leaves_out_has_its_own_code()
    {
        var signer = TestPki.Issuing.CreateContentSigner("CN=RSA Signer", TestPki.Begin, TestPki.End, TestPki.KeyOf(KeyKind.Rsa2048, 0));
        var trust = Trust with { Profile = Trust.Profile with { Algorithms = AlgorithmPolicy.Default with { Signatures = [SignatureAlgorithm.EcdsaSha256] } } };

        Assert.Equal(new Verdict.Rejected(ReasonCode.CertWeakSignature), trust.Judge(Card.WithChuid(signer)));
    }

    [Fact]
    public void A_signers_key_that_the_profile_leaves_out_has_its_own_code()
    {
        var signer = TestPki.Issuing.CreateContentSigner("CN=RSA Signer", TestPki.Begin, TestPki.End, TestPki.KeyOf(KeyKind.Rsa2048, 0));
        var trust = Trust with { Profile = Trust.Profile with { Algorithms = AlgorithmPolicy.Default with { RsaSizes = [3072] } } };

        Assert.Equal(new Verdict.Rejected(ReasonCode.CertWeakKey), trust.Judge(Card.WithChuid(signer)));
    }

    [Fact]
    public void Indefinite_lengths_are_rejected()
    {
        var definite = Chuid.Parse(Card.Chuid!.Value).IssuerSignature.ToArray();
        byte[] indefinite = [0x30, 0x80, .. definite[4..], 0x00, 0x00];

        Assert.True(FrameworkAccepts(indefinite, Content));
        Assert.Throws<ContentSigningException>(() => SignedData.Parse(indefinite));
    }

    [Fact]
    public void Bytes_behind_the_signed_data_are_rejected() =>
        Assert.Throws<ContentSigningException>(() => SignedData.Parse((byte[])[.. Chuid.Parse(Card.Chuid!.Value).IssuerSignature.Span, 0x00]));

    [Fact]
    public void Damaged_signed_data_parses_or_is_refused_with_its_own_exception()
    {
        var genuine = Chuid.Parse(Card.Chuid!.Value).IssuerSignature.ToArray();
        Prop.ForAll(
            ArbMap.Default.ArbFor<(int Place, byte Value, int Length)>(),
            damage =>
            {
                var damaged = genuine.ToArray();
                damaged[(damage.Place & int.MaxValue) % damaged.Length] = damage.Value;
                var length = damaged.Length - ((damage.Length & int.MaxValue) % 8);
                return Record.Exception(() => SignedData.Parse(damaged.AsMemory(0, length))) is null or ContentSigningException;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Any_bytes_parse_or_are_refused_with_their_own_exception() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => Record.Exception(() => SignedData.Parse(bytes)) is null or ContentSigningException).QuickCheckThrowOnFailure();

    [Fact]
    public void No_damaged_CHUID_is_trusted()
    {
        var trust = Trust.Create();
        var genuine = Card.Chuid!.Value.ToArray();
        for (var place = 0; place < genuine.Length; place++)
        {
            genuine[place] ^= 0x01;
            Assert.Throws<ContentSigningException>(() => trust.Piv.Cards.Recognise(Card.Certificate.Span, genuine));
            genuine[place] ^= 0x01;
        }
    }

    private static ContentSigner OtherSigner => TestPki.Issuing.CreateContentSigner("CN=Other Signer", TestPki.Begin, TestPki.End);

    private static void SetAttribute(SignedDataFields fields, string type, params byte[][] values) =>
        fields.Attributes[fields.Attributes.FindIndex(attribute => attribute.Type == type)] = (type, values);

    private static byte[] Resign(Action<SignedDataFields> edit) =>
        Chuid.Parse(ChuidForge.Resign(Card.Chuid!.Value, TestPki.ContentSigner, edit)).IssuerSignature.ToArray();

    private static Verdict Judge(Action<SignedDataFields> edit, KeyPair? key = null) =>
        Trust.Judge(Card.WithForgedChuid(chuid => ChuidForge.Resign(chuid, TestPki.ContentSigner, edit, key)));

    private static void Rejects(Action<SignedDataFields> edit, KeyPair? key = null, object? code = null) =>
        Assert.Equal(new Verdict.Rejected((ReasonCode)(code ?? ReasonCode.BindingChuidSignature)), Judge(edit, key));

    private static void RejectsWhatTheFrameworkTakes(Action<SignedDataFields> edit)
    {
        Rejects(edit);
        Assert.True(FrameworkAccepts(edit));
    }

    private static bool FrameworkAccepts(Action<SignedDataFields> edit) => FrameworkAccepts(Resign(edit), Content);

    private static bool FrameworkAccepts(byte[] signedData, byte[] content)
    {
        var framework = new SignedCms(new ContentInfo(new Oid(Oids.PivChuidSecurityObject), content), detached: true);
        framework.Decode(signedData);
        return Record.Exception(() => framework.CheckSignature(verifySignatureOnly: true)) is null;
    }
}
