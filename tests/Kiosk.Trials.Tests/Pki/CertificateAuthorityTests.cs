using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;

namespace Kiosk.Trials.Tests.Pki;

public sealed class CertificateAuthorityTests
{
    [Fact]
    public void The_framework_accepts_the_path_of_an_issued_card()
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = TestPki.Now.UtcDateTime;
        chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(TestPki.Root.Certificate.Span));
        chain.ChainPolicy.ExtraStore.Add(X509CertificateLoader.LoadCertificate(TestPki.Issuing.Certificate.Span));
        using var card = X509CertificateLoader.LoadCertificate(TestPki.Issue().Certificate.Span);

        Assert.True(chain.Build(card), string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    [Fact]
    public void A_P256_card_certificate_stays_under_900_bytes()
    {
        Assert.InRange(TestPki.Issue().Certificate.Length, 1, 899);
    }

    [Fact]
    public void The_framework_reads_the_list_as_it_was_written()
    {
        RevokedCertificate[] revoked = [new(new byte[] { 0x80, 0x01 }, TestPki.Yesterday), new(new byte[] { 0x07 }, TestPki.Yesterday, CrlReason.Unspecified)];

        var list = CertificateRevocationListBuilder.Load(TestPki.Issuing.IssueCrl(TestPki.Yesterday, TestPki.Now, 42, revoked), out var crlNumber);

        Assert.Equal(new BigInteger(42), crlNumber);
        Assert.True(list.RemoveEntry([0x00, 0x80, 0x01]));
        Assert.True(list.RemoveEntry([0x07]));
    }

    [Theory]
    [InlineData((byte)KeyKind.P256, 0x11)]
    [InlineData((byte)KeyKind.P384, 0x14)]
    [InlineData((byte)KeyKind.Rsa2048, 0x07)]
    [InlineData((byte)KeyKind.Rsa3072, 0x05)]
    public void A_key_names_its_PIV_algorithm(byte kind, byte expected)
    {
        Assert.Equal(expected, TestPki.KeyOf((KeyKind)kind, 0).KeyAlgorithm);
    }

    [Fact]
    public void Serial_numbers_that_are_drawn_differ()
    {
        var request = new CardCertificateRequest(Guid.Empty, TestPki.KeyOf(KeyKind.P256, 1).PublicKey, TestPki.Begin, TestPki.End);

        var serialNumbers = Enumerable.Range(0, 20).Select(_ => Convert.ToHexString(Certificate.Parse(TestPki.Issuing.IssueCard(request)).SerialNumber.Span));

        Assert.Equal(20, serialNumbers.Distinct().Count());
    }
}
