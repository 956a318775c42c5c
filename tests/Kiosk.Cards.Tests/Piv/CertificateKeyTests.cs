using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Testing.Cards;
using Kiosk.Testing.Pki;

namespace Kiosk.Cards.Tests.Piv;

public sealed class CertificateKeyTests
{
    [Fact]
    public void The_certificates_own_key_decides_the_algorithm()
    {
        Assert.Equal(new CertificateKey(0x11, HashAlgorithmName.SHA256, 0), CertificateKey.Read(TestCard.WithP256().Certificate()));
        Assert.Equal(new CertificateKey(0x14, HashAlgorithmName.SHA384, 0), CertificateKey.Read(TestCard.WithP384().Certificate()));
        Assert.Equal(new CertificateKey(0x07, HashAlgorithmName.SHA256, 256), CertificateKey.Read(TestCard.WithRsa(2048).Certificate()));
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2040)]
    [InlineData(2056)]
    public void An_RSA_key_of_another_size_has_no_algorithm(int bits)
    {
        using var key = RSA.Create(bits);

        Assert.Throws<CardKeyException>(() => CertificateKey.Read(SelfSigned(new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))));
    }

    [Theory]
    [InlineData("nistP521")]
    [InlineData("secp256k1")]
    public void A_key_on_another_curve_has_no_algorithm(string curve)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));

        Assert.Throws<CardKeyException>(() => CertificateKey.Read(SelfSigned(new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256))));
    }

    [Fact]
    public void A_key_that_names_no_curve_has_no_algorithm()
    {
        var certificate = TestCard.WithP256().Certificate();
        var curve = certificate.AsSpan().IndexOf(Convert.FromHexString("06082A8648CE3D030107"));
        certificate[curve] = 0x30;

        Assert.Throws<CardKeyException>(() => CertificateKey.Read(certificate));
    }

    [Fact]
    public void A_key_that_is_neither_RSA_nor_EC_has_no_algorithm()
    {
        var certificate = TestCard.WithP256().Certificate();
        var keyKind = certificate.AsSpan().IndexOf(Convert.FromHexString("06072A8648CE3D0201"));
        certificate[keyKind + 8] = 0x02;

        Assert.Throws<CardKeyException>(() => CertificateKey.Read(certificate));
    }

    [Fact]
    public void Bytes_after_the_certificate_are_refused()
    {
        byte[] certificate = [.. TestCard.WithP256().Certificate(), 0];

        Assert.Throws<CardMalformedException>(() => CertificateKey.Read(certificate));
    }

    [Fact]
    public void A_certificate_cut_or_changed_anywhere_is_read_or_refused_with_an_own_exception()
    {
        var certificate = TestCard.WithP256().Certificate();
        var random = new Random(13);
        for (var length = 0; length < certificate.Length; length++)
        {
            Assert.Throws<CardMalformedException>(() => CertificateKey.Read(certificate.AsSpan(0, length)));
        }

        for (var round = 0; round < 10_000; round++)
        {
            var changed = certificate.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var exception = Record.Exception(() => CertificateKey.Read(changed));
            Assert.True(exception is null or CardMalformedException or CardKeyException, Convert.ToHexString(changed) + exception);
        }
    }

    private static byte[] SelfSigned(CertificateRequest request)
    {
        using var certificate = request.CreateSelfSigned(TestPki.Begin, TestPki.End);
        return certificate.RawData;
    }
}
