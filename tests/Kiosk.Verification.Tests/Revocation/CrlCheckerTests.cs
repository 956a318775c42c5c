using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;

namespace Kiosk.Verification.Tests.Revocation;

public sealed class CrlCheckerTests
{
    private static readonly Certificate Root = Certificate.Parse(TestPki.Root.Certificate);
    private static readonly Certificate Issuing = Certificate.Parse(TestPki.Issuing.Certificate);
    private static readonly Certificate OtherIssuing = Certificate.Parse(TestPki.OtherIssuing.Certificate);

    [Fact]
    public void A_list_is_known_by_the_key_that_signed_it()
    {
        var list = Check(TestTrust.ListOf(TestPki.Issuing), Root, OtherIssuing, Issuing);

        Assert.Equal(SHA256.HashData(TestPki.Issuing.Key.PublicKey.ExportSubjectPublicKeyInfo()), list.Facts.IssuerKeyHash.ToArray());
        Assert.Equal(("1", 0), (list.Facts.CrlNumber, list.Facts.EntryCount));
    }

    [Theory]
    [InlineData((byte)KeyKind.P384)]
    [InlineData((byte)KeyKind.Rsa2048)]
    public void A_list_may_be_signed_with_other_algorithms(byte kind)
    {
        using var authority = CertificateAuthority.CreateRoot("CN=Other Root", TestPki.Begin, TestPki.End, (KeyKind)kind);

        Assert.Equal(1, Check(TestTrust.ListOf(authority, new RevokedCertificate(new byte[] { 7 }, TestPki.Yesterday)), Certificate.Parse(authority.Certificate)).Facts.EntryCount);
    }

    [Fact]
    public void A_list_signed_by_a_foreign_CA_with_our_CAs_name_is_refused()
    {
        Assert.Throws<CrlException>(() => Check(TestTrust.ListOf(TestPki.ForeignIssuing), Root, Issuing));
    }

    [Fact]
    public void A_list_in_another_issuers_name_is_refused()
    {
        var list = new CrlFields { Issuer = OtherIssuing.Subject.ToArray() }.Sign(TestPki.Issuing.Key);

        Assert.Throws<CrlException>(() => Check(list, Root, Issuing, OtherIssuing));
    }

    [Fact]
    public void A_list_with_a_flipped_byte_is_refused()
    {
        var list = TestTrust.ListOf(TestPki.Issuing, new RevokedCertificate(new byte[] { 7 }, TestPki.Yesterday));

        for (var offset = 0; offset < list.Length; offset++)
        {
            var flipped = list.ToArray();
            flipped[offset] ^= 0x01;
            Assert.Throws<CrlException>(() => Check(flipped, Root, Issuing));
        }
    }

    [Fact]
    public void A_list_signed_by_a_CA_that_may_not_sign_lists_is_refused()
    {
        var withoutCrlSign = Certificate.Parse(CertificateForge.Reissue(TestPki.Issuing.Certificate, TestPki.Root.Key, fields =>
        {
            fields.Extensions.RemoveAll(extension => extension.Span.IndexOf((ReadOnlySpan<byte>)[0x06, 0x03, 0x55, 0x1D, 0x0F]) >= 0);
            fields.Extensions.Add(CertificateForge.Extension(Oids.KeyUsage, critical: true, [0x03, 0x02, 0x02, 0x04]));
        }));

        Assert.Equal(KeyUsages.KeyCertSign, withoutCrlSign.Extensions.KeyUsage);
        Assert.Throws<CrlException>(() => Check(TestTrust.ListOf(TestPki.Issuing), withoutCrlSign));
    }

    [Fact]
    public void A_list_signed_with_an_algorithm_that_the_profile_leaves_out_is_refused()
    {
        var policy = new AlgorithmPolicy { Signatures = [SignatureAlgorithm.EcdsaSha384] };

        Assert.Throws<CrlException>(() => CrlChecker.Check(CrlParser.Parse(TestTrust.ListOf(TestPki.Issuing)), [Issuing], policy));
    }

    [Fact]
    public void A_key_that_the_CA_certified_for_lists_signs_the_lists_of_the_CAs_key()
    {
        var root = ChainMember.Root("CN=Root");
        var authority = root.Authority("CN=CA", 2);
        var signer = authority.Issue(new() { Name = authority.Name, Key = 4, Extensions = [ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)] });

        var list = Check(signer.List([]), ParsedOf(root), ParsedOf(signer), ParsedOf(authority));

        Assert.Equal(SHA256.HashData(authority.Key.PublicKey.ExportSubjectPublicKeyInfo()), list.Facts.IssuerKeyHash.ToArray());
    }

    [Fact]
    public void A_key_that_somebody_else_certified_in_the_CAs_name_signs_no_list_of_the_CA()
    {
        var root = ChainMember.Root("CN=Root");
        var authority = root.Authority("CN=CA", 2);
        var signer = root.Issue(new() { Name = authority.Name, Key = 4, Extensions = [ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)] });

        Assert.Throws<CrlException>(() => Check(signer.List([]), ParsedOf(root), ParsedOf(signer), ParsedOf(authority)));
    }

    [Fact]
    public void A_certified_list_key_signs_lists_of_its_own_time_only()
    {
        var root = ChainMember.Root("CN=Root");
        var authority = root.Authority("CN=CA", 2);
        var signer = authority.Issue(new()
        {
            Name = authority.Name,
            Key = 4,
            NotAfter = TestPki.Yesterday.AddSeconds(-1),
            Extensions = [ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)],
        });

        Assert.Throws<CrlException>(() => Check(signer.List([]), ParsedOf(root), ParsedOf(signer), ParsedOf(authority)));
    }

    [Theory]
    [InlineData("an indirect list", Oids.IssuingDistributionPoint, "30038401FF")]
    [InlineData("only some reasons", Oids.IssuingDistributionPoint, "300483020640")]
    [InlineData("only certificates of users", Oids.IssuingDistributionPoint, "30038101FF")]
    [InlineData("only certificates of authorities", Oids.IssuingDistributionPoint, "30038201FF")]
    [InlineData("only attribute certificates", Oids.IssuingDistributionPoint, "30038501FF")]
    [InlineData("only one distribution point", Oids.IssuingDistributionPoint, "3009A007A0058603612F62")]
    [InlineData("a delta list", Oids.DeltaCrlIndicator, "020101")]
    public void A_list_that_is_not_complete_is_refused(string what, string oid, string value)
    {
        var fields = new CrlFields { Issuer = Issuing.Subject.ToArray() };
        fields.Extensions.Add(CertificateForge.Extension(oid, critical: true, Convert.FromHexString(value)));
        var list = fields.Sign(TestPki.Issuing.Key);

        var refused = Assert.Throws<CrlException>(() => Check(list, Issuing));
        Assert.True(refused.Message.Contains("only complete lists", StringComparison.Ordinal), what);
    }

    [Theory]
    [InlineData("41", "42", true)]
    [InlineData("9", "10", true)]
    [InlineData("42", "42", false)]
    [InlineData("43", "42", false)]
    [InlineData("1461501637330902918203684832716283019655932542975", "1", false)]
    public void The_older_list_is_the_one_with_the_lower_number(string one, string other, bool isOlder)
    {
        var facts = Check(TestTrust.ListOf(TestPki.Issuing), Issuing).Facts;

        Assert.Equal(isOlder, (facts with { CrlNumber = one }).IsOlderThan(facts with { CrlNumber = other }));
    }

    [Fact]
    public void A_list_without_a_number_is_refused()
    {
        var list = new CrlFields { Issuer = Issuing.Subject.ToArray(), Extensions = [CertificateForge.Extension("1.3.6.1.4.1.55555.3", critical: false, [0x05, 0x00])] }.Sign(TestPki.Issuing.Key);

        Assert.Contains("has no cRLNumber (RFC 5280, 5.2.3)", Assert.Throws<CrlException>(() => Check(list, Issuing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_called_by_the_common_name_of_its_issuer()
    {
        Assert.Equal("Test Issuing CA 1", Check(TestTrust.ListOf(TestPki.Issuing), Issuing).Facts.Issuer);
    }

    private static Certificate ParsedOf(ChainMember member) => Certificate.Parse(member.Certificate);

    private static CheckedCrl Check(byte[] list, params Certificate[] issuers) =>
        CrlChecker.Check(CrlParser.Parse(list), issuers, AlgorithmPolicy.Default);
}
