using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Identity.Tests.Enrolment;

public sealed class EnrolmentAnswerTests : IDisposable
{
    private readonly EnrolmentDesk desk = new();
    private readonly IKeyStore keys;
    private readonly EnrolmentToken token;
    private readonly EnrolmentAnswer answer;

    public EnrolmentAnswerTests()
    {
        keys = desk.NewKeys();
        token = desk.Register.Add("HN-01", EnrolmentDesk.Province, null, null);
        answer = EnrolmentAnswer.Parse(desk.Register.Sign(EnrolmentRequest.Create("HN-01", keys, token), desk.Authority).ToPem());
    }

    public void Dispose() => desk.Dispose();

    [Fact]
    public void What_the_issuer_of_the_token_signed_is_accepted() => Check(answer);

    [Fact]
    public void The_signing_certificate_is_for_client_authentication_and_lasts_two_years()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(answer.SigningCertificate.Span);

        var usages = Assert.Single(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()).EnhancedKeyUsages;

        Assert.Equal("1.3.6.1.5.5.7.3.2", Assert.Single(usages.Cast<System.Security.Cryptography.Oid>()).Value);
        Assert.Equal(desk.Time.GetUtcNow() + TerminalAuthority.Lifetime, new(certificate.NotAfter.ToUniversalTime()), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void An_answer_without_the_tokens_proof_is_accepted_only_of_the_known_CA()
    {
        using var foreign = TerminalAuthority.Create("Terminals of a test", desk.Time.GetUtcNow());
        var forged = foreign.Issue(EnrolmentRequest.Create("HN-01", keys, token), desk.Time.GetUtcNow());

        Assert.Contains("not made by whoever issued the token", Refusal(() => Check(forged)), StringComparison.Ordinal);
        Assert.Contains("not made by whoever issued the token", Refusal(() => forged.Check("HN-01", keys, null, answer.Root, desk.Time.GetUtcNow())), StringComparison.Ordinal);
        (answer with { Proof = null }).Check("HN-01", keys, null, answer.Root, desk.Time.GetUtcNow());
    }

    [Fact]
    public void Certificates_that_the_named_CA_did_not_sign_are_refused()
    {
        using var foreign = TerminalAuthority.Create("Terminals of a test", desk.Time.GetUtcNow());
        var forged = foreign.Issue(EnrolmentRequest.Create("HN-01", keys, token), desk.Time.GetUtcNow()) with { Authorities = answer.Authorities };

        Assert.Contains("not issued by the CA", Refusal(() => forged.Check("HN-01", keys, null, answer.Root, desk.Time.GetUtcNow())), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_of_another_terminal_for_other_keys_or_another_time_is_refused()
    {
        Assert.Contains("this is HN-02", Refusal(() => answer.Check("HN-02", keys, token, null, desk.Time.GetUtcNow())), StringComparison.Ordinal);
        Assert.Contains("other keys", Refusal(() => answer.Check("HN-01", desk.NewKeys(), token, null, desk.Time.GetUtcNow())), StringComparison.Ordinal);
        Assert.Contains("clock", Refusal(() => answer.Check("HN-01", keys, token, null, desk.Time.GetUtcNow() - TimeSpan.FromDays(2))), StringComparison.Ordinal);
        Assert.Contains("clock", Refusal(() => answer.Check("HN-01", keys, token, null, desk.Time.GetUtcNow() + TerminalAuthority.Lifetime)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_intermediate_of_a_collector_signs_in_the_desks_name()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = AuthorityRequest.Parse(AuthorityRequest.Create("Collector of a hall", key).ToPem());
        using var loaded = TerminalAuthority.Load(key.ExportPkcs8PrivateKeyPem(), desk.Authority.IssueAuthority(request, desk.Time.GetUtcNow()));

        var renewed = EnrolmentAnswer.Parse(desk.Register.Sign(EnrolmentRequest.Create("HN-01", keys, token: null), loaded).ToPem());

        renewed.Check("HN-01", keys, token: null, answer.Root, desk.Time.GetUtcNow());
        Assert.Equal(2, renewed.Authorities.Count);
    }

    [Fact]
    public void A_key_that_is_not_the_CAs_does_not_load()
    {
        using var other = TerminalAuthority.Create("Another", desk.Time.GetUtcNow());

        Assert.Throws<EnrolmentException>(() => TerminalAuthority.Load(other.ExportKeyPem(), desk.Authority.ExportCertificatesPem()));
        Assert.Throws<EnrolmentException>(() => TerminalAuthority.Load("", desk.Authority.ExportCertificatesPem()));
    }

    private static string Refusal(Action check) => Assert.Throws<EnrolmentException>(check).Message;

    private void Check(EnrolmentAnswer one) => EnrolmentAnswer.Parse(one.ToPem()).Check("HN-01", keys, token, knownRoot: null, desk.Time.GetUtcNow());
}
