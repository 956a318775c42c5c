using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Tests;

public sealed class ValidityTests
{
    private static readonly DateTimeOffset Begin = TestPki.Now.AddHours(-3);
    private static readonly DateTimeOffset End = TestPki.Now.AddHours(3);
    private static readonly IssuedCard Card = TestPki.Issue().ValidFrom(Begin).ValidTo(End);

    public static TheoryData<DateTimeOffset> ValidInstants => [Begin, Begin.AddTicks(1), TestPki.Now, End, End.AddMilliseconds(999)];

    public static TheoryData<DateTimeOffset, object> InvalidInstants => new()
    {
        { Begin.AddTicks(-1), ReasonCode.CertNotYetValid },
        { Begin.AddSeconds(-1), ReasonCode.CertNotYetValid },
        { End.AddSeconds(1), ReasonCode.CertExpired },
    };

    [Theory]
    [MemberData(nameof(ValidInstants))]
    public void A_certificate_is_valid_from_its_first_second_through_its_last(DateTimeOffset instant)
    {
        Assert.IsType<Verdict.Trusted>(new TestTrust().Judge(Card, instant));
    }

    [Theory]
    [MemberData(nameof(InvalidInstants))]
    public void A_certificate_is_not_valid_a_moment_before_or_after(DateTimeOffset instant, object code)
    {
        Assert.Equal(new Verdict.Rejected((ReasonCode)code), new TestTrust().Judge(Card, instant));
    }

    [Theory]
    [MemberData(nameof(ValidInstants))]
    public void A_cards_issuer_is_valid_from_its_first_second_through_its_last(DateTimeOffset instant)
    {
        Assert.IsType<Verdict.Trusted>(JudgeBelowShortLivedIssuer(instant));
    }

    [Theory]
    [MemberData(nameof(InvalidInstants))]
    public void A_card_is_not_valid_before_or_after_its_issuer(DateTimeOffset instant, object code)
    {
        Assert.Equal(new Verdict.Rejected((ReasonCode)code), JudgeBelowShortLivedIssuer(instant));
    }

    [Fact]
    public void A_card_is_not_valid_after_its_anchor()
    {
        using var root = Trials.Pki.CertificateAuthority.CreateRoot("CN=Short Root", Begin, End);
        var trust = new TestTrust { Anchors = [root], Intermediates = [], Crls = [TestTrust.ListOf(root)] };

        Assert.Equal(new Verdict.Rejected(ReasonCode.CertExpired), trust.Judge(TestPki.Issue().IssuedBy(root), End.AddSeconds(1)));
    }

    private static Verdict JudgeBelowShortLivedIssuer(DateTimeOffset instant)
    {
        using var issuer = TestPki.Root.CreateSubordinate("CN=Short CA", Begin, End);
        var trust = new TestTrust { Intermediates = [issuer], Crls = [TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(issuer)] };
        return trust.Judge(TestPki.Issue().IssuedBy(issuer), instant);
    }
}
