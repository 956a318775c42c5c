using System.Security.Cryptography;
using Kiosk.Cards.Piv;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Der;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Kiosk.Verification.Tests.ContentSigning;

/// <summary>Compares CHUID signature checks with BouncyCastle, which shares no code with the framework. Cases that it accepts and we reject are named.</summary>
public sealed class BouncyCastleWitnessTests
{
    private const string Data = "1.2.840.113549.1.7.1";

    private static readonly TestTrust Trust = new TestTrust().WithChuid();
    private static readonly IssuedCard Card = TestPki.Issue().WithChuid();

    private static readonly Dictionary<string, Action<SignedDataFields>> Cases = new(StringComparer.Ordinal)
    {
        ["in order"] = _ => { },
        ["without the signer's name"] = fields => fields.Attributes.RemoveAll(attribute => attribute.Type == Oids.PivSignerDn),
        ["another content type"] = fields => fields.ContentType = SignedDataFields.ObjectIdentifier(Data),
        ["without the content type"] = fields => fields.Attributes.RemoveAll(attribute => attribute.Type == Oids.ContentType),
        ["without the digest"] = fields => fields.Attributes.RemoveAll(attribute => attribute.Type == Oids.MessageDigest),
        ["the digest twice"] = fields => fields.Attributes.Add(fields.Attributes.Single(attribute => attribute.Type == Oids.MessageDigest)),
        ["the digest of something else"] = fields => fields.Attributes[fields.Attributes.FindIndex(attribute => attribute.Type == Oids.MessageDigest)] =
            (Oids.MessageDigest, [SignedDataFields.OctetString(SHA256.HashData([1]))]),
        ["no certificate"] = fields => fields.Certificates.Clear(),
        ["no signer"] = fields => fields.Signers = 0,
        ["two signers"] = fields => fields.Signers = 2,
        ["attributes out of order"] = fields => fields.IsSorted = false,
        ["a second certificate"] = fields => fields.Certificates.Add(TestPki.Issuing.Certificate.ToArray()),
    };

    /// <summary>The cases that BouncyCastle accepts and we reject.</summary>
    private static readonly string[] Laxer = ["two signers", "a second certificate"];

    [Fact]
    public void Each_case_is_judged_as_BouncyCastle_judges_it_but_those_that_are_named()
    {
        var answers = Cases.Select(one => (one.Key, Ours: Trust.Judge(Forged(one.Value)) is Verdict.Trusted, BouncyCastle: AskBouncyCastle(Forged(one.Value)))).ToList();

        Assert.Equal(Laxer, answers.Where(answer => answer.Ours != answer.BouncyCastle).Select(answer => answer.Key));
        Assert.Equal(["in order", "without the signer's name"], answers.Where(answer => answer.Ours).Select(answer => answer.Key));
    }

    [Theory]
    [InlineData((byte)KeyKind.P256)]
    [InlineData((byte)KeyKind.P384)]
    [InlineData((byte)KeyKind.Rsa2048)]
    public void A_CHUID_that_is_trusted_here_is_in_order_for_BouncyCastle(byte kind)
    {
        var signer = TestPki.Issuing.CreateContentSigner("CN=Signer", TestPki.Begin, TestPki.End, TestPki.KeyOf((KeyKind)kind, 77));
        var card = TestPki.Issue().WithChuid(signer);

        Assert.IsType<Verdict.Trusted>(Trust.Judge(card));
        Assert.True(AskBouncyCastle(card));
    }

    private static IssuedCard Forged(Action<SignedDataFields> edit) => Card.WithForgedChuid(chuid => ChuidForge.Resign(chuid, TestPki.ContentSigner, edit));

    private static bool AskBouncyCastle(IssuedCard card)
    {
        var chuid = Chuid.Parse(card.Chuid!.Value);
        try
        {
            var signedData = new CmsSignedData(new CmsProcessableByteArray(chuid.SignedContent.ToArray()), chuid.IssuerSignature.ToArray());
            var certificates = signedData.GetCertificates();
            var signers = signedData.GetSignerInfos().GetSigners();
            return signers.Count > 0 && signers.All(signer => certificates.EnumerateMatches(signer.SignerID).FirstOrDefault() is X509Certificate certificate && signer.Verify(certificate));
        }
        catch (Exception refused) when (refused is CmsException or GeneralSecurityException)
        {
            return false;
        }
    }
}
