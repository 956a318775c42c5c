using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Hardware.Cards;
using Kiosk.Hardware.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;
using Kiosk.Testing.Time;

namespace Kiosk.Hardware.Tests.Cards;

public sealed class CardSessionTests
{
    private readonly CardTable table = new(new ManualTimeProvider());

    [Fact]
    public async Task A_P256_card_signs_the_digest_of_its_challenge()
    {
        var image = TestCard.WithP256();

        var evidence = await Evidence(image);

        Assert.Equal(PivKeyAlgorithm.EcP256, evidence.KeyAlgorithm);
        Assert.Equal(image.Certificate(), evidence.Certificate.ToArray());
        Assert.True(VerifiesEc(evidence, HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task A_P384_card_signs_a_SHA384_digest()
    {
        var evidence = await Evidence(TestCard.WithP384());

        Assert.Equal(PivKeyAlgorithm.EcP384, evidence.KeyAlgorithm);
        Assert.True(VerifiesEc(evidence, HashAlgorithmName.SHA384));
    }

    [Theory]
    [InlineData(2048, PivKeyAlgorithm.Rsa2048)]
    [InlineData(3072, PivKeyAlgorithm.Rsa3072)]
    public async Task An_RSA_card_signs_the_block_that_the_terminal_padded(int bits, byte algorithm)
    {
        var evidence = await Evidence(TestCard.WithRsa(bits));

        Assert.Equal(algorithm, evidence.KeyAlgorithm);
        using var certificate = X509CertificateLoader.LoadCertificate(evidence.Certificate.Span);
        using var key = certificate.GetRSAPublicKey()!;
        var digest = evidence.Challenge.Digest(evidence.Certificate.Span, HashAlgorithmName.SHA256);
        Assert.True(key.VerifyHash(digest, evidence.Answer.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static bool VerifiesEc(CardEvidence evidence, HashAlgorithmName hash)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(evidence.Certificate.Span);
        using var key = certificate.GetECDsaPublicKey()!;
        return key.VerifyHash(evidence.Challenge.Digest(evidence.Certificate.Span, hash), evidence.Answer.Span, DSASignatureFormat.Rfc3279DerSequence);
    }

    private async Task<CardEvidence> Evidence(CardImage image) =>
        Assert.IsType<CardReadResult.Read>(await table.Tap(image, CancellationToken.None)).Evidence;
}
