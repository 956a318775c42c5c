using Kiosk.Service.Demo.Pki;
using Kiosk.Service.Reasons;
using Kiosk.Service.Verification;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Verification;

public sealed class EvidenceVerifierTests
{
    [Theory]
    [InlineData((byte)KeyKind.P256)]
    [InlineData((byte)KeyKind.P384)]
    [InlineData((byte)KeyKind.Rsa2048)]
    [InlineData((byte)KeyKind.Rsa3072)]
    public void A_card_in_order_is_trusted(byte kind)
    {
        var verdict = new TestTrust().Judge(TestPki.Issue(kind: (KeyKind)kind));

        var trusted = Assert.IsType<Verdict.Trusted>(verdict);
        Assert.Equal(Assurance.CardAuthenticationKey, trusted.Assurance);
        Assert.Equal(TestPki.Yesterday, trusted.Revocation.AsOf);
    }

    [Fact]
    public void A_revoked_card_is_rejected()
    {
        var card = TestPki.Issue(serial: 7).RevokedAt(TestPki.Yesterday);

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), TestTrust.For(card).Judge(card));
    }
}
