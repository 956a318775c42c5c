using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;

namespace Kiosk.Journal.Tests;

public sealed class JournalSealTests : IDisposable
{
    private static readonly SealedDetails Details = new(
        Tag: "00112233445566778899aabbccddeeff",
        Role: "Đoàn chủ tịch",
        Seat: "A-5-12",
        CountsForQuorum: true,
        MayVote: false);

    private static readonly ChainLink Previous = new(41, SHA256.HashData("the frame before"u8));

    private readonly X509Certificate2 registry = Registry(2048, X509KeyUsageFlags.KeyEncipherment);

    public void Dispose() => registry.Dispose();

    [Fact]
    public void The_registry_opens_a_sealed_part()
    {
        var sealedPart = Seal(Details);

        Assert.Equal(Details, JournalSeal.OpenDetails(sealedPart, Previous, registry));
    }

    [Fact]
    public void Another_certificate_does_not_open_it()
    {
        var sealedPart = Seal(Details);
        using var other = Registry(2048, X509KeyUsageFlags.KeyEncipherment);

        Assert.ThrowsAny<CryptographicException>(() => JournalSeal.Open(sealedPart, Previous, other));
    }

    [Fact]
    public void The_public_certificate_seals_but_does_not_open()
    {
        using var published = X509CertificateLoader.LoadCertificate(registry.RawData);

        var sealedPart = JournalSeal.Create(published).Prepare(Details, JournalMode.Meeting).Complete(Previous);

        Assert.Equal(Details, JournalSeal.OpenDetails(sealedPart, Previous, registry));
        Assert.Throws<CryptographicException>(() => JournalSeal.Open(sealedPart, Previous, published));
    }

    [Fact]
    public void Equal_details_seal_to_different_bytes() => Assert.NotEqual(Seal(Details), Seal(Details));

    [Fact]
    public void A_sealed_part_opens_only_at_its_own_position()
    {
        var sealedPart = Seal(Details);

        Assert.Throws<CryptographicException>(() => JournalSeal.Open(sealedPart, Previous with { Sequence = 42 }, registry));
        Assert.Throws<CryptographicException>(() => JournalSeal.Open(sealedPart, Previous with { Hash = SHA256.HashData("another frame"u8) }, registry));
    }

    [Fact]
    public void Without_the_key_a_sealed_part_shows_the_record_that_it_was_made_for()
    {
        var sealedPart = Seal(Details);

        Assert.True(JournalSeal.IsShaped(sealedPart, Previous));
        Assert.False(JournalSeal.IsShaped(sealedPart, Previous with { Sequence = 42 }));
        Assert.False(JournalSeal.IsShaped(sealedPart.AsMemory(..^1), Previous));
        Assert.False(JournalSeal.IsShaped("[]"u8.ToArray(), Previous));
    }

    [Fact]
    public void A_sealed_part_with_any_bit_flipped_does_not_open()
    {
        var sealedPart = Seal(Details);

        Assert.All(Enumerable.Range(0, sealedPart.Length * 8), bit =>
        {
            var changed = sealedPart.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<CryptographicException>(() => JournalSeal.Open(changed, Previous, registry));
        });
    }

    [Fact]
    public void A_sealed_part_with_rewritten_attributes_does_not_open()
    {
        // Attributes rewritten without the content key: they are authenticated, so this must fail.
        var sealedPart = Seal(Details);
        var at = sealedPart.AsSpan().IndexOf(Previous.Hash.Span);
        var elsewhere = Previous with { Hash = SHA256.HashData("another frame"u8) };
        elsewhere.Hash.Span.CopyTo(sealedPart.AsSpan(at));

        Assert.ThrowsAny<CryptographicException>(() => JournalSeal.Open(sealedPart, elsewhere, registry));
    }

    [Fact]
    public void The_sealed_length_reveals_only_the_mode()
    {
        var wordy = Details with { Role = new string('Đ', 200), Delegation = new string('ư', 100) };

        Assert.Equal(Seal(new SealedDetails(Role: "x")).Length, Seal(wordy).Length);
        Assert.Equal(
            Seal(new SealedDetails(CaseNumber: "1"), JournalMode.Procedure).Length,
            Seal(new SealedDetails(CaseNumber: new string('9', 32), Purpose: new string('ệ', 60)), JournalMode.Procedure).Length);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(256, 1)]
    [InlineData(257, 2)]
    [InlineData(JournalSeal.MaximumTextLength, 64)]
    public void A_text_is_padded_to_a_multiple_of_the_grain(int length, int grains)
    {
        var text = Enumerable.Repeat((byte)'x', length).ToArray();

        var opened = JournalSeal.Open(JournalSeal.Create(registry).Prepare(text, 256).Complete(Previous), Previous, registry);

        Assert.Equal(grains * 256, opened.Length);
        Assert.Equal(text, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(opened).TrimEnd(' ')));
    }

    [Fact]
    public void The_longest_sealed_part_fits_into_a_frame() =>
        Assert.True(JournalSeal.Create(registry).Prepare(new byte[JournalSeal.MaximumTextLength], 1_024).Complete(Previous).Length <= JournalFrame.MaximumSealedLength);

    [Fact]
    public void A_text_too_long_is_refused() =>
        Assert.Throws<ArgumentException>(() => JournalSeal.Create(registry).Prepare(new byte[JournalSeal.MaximumTextLength + 1], 256));

    [Fact]
    public void A_certificate_without_an_RSA_key_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = SelfSigned(new CertificateRequest("CN=registry", key, HashAlgorithmName.SHA256));

        Assert.Throws<ArgumentException>(() => JournalSeal.Create(certificate));
    }

    [Fact]
    public void A_short_key_is_refused()
    {
        using var certificate = Registry(1024, X509KeyUsageFlags.KeyEncipherment);

        Assert.Throws<ArgumentException>(() => JournalSeal.Create(certificate));
    }

    [Fact]
    public void A_certificate_for_signatures_only_is_refused()
    {
        using var certificate = Registry(2048, X509KeyUsageFlags.DigitalSignature);

        Assert.Throws<ArgumentException>(() => JournalSeal.Create(certificate));
    }

    [Fact]
    public void Bytes_that_are_not_DER_are_refused() => Assert.Throws<CryptographicException>(() => JournalSeal.Open("no DER"u8.ToArray(), Previous, registry));

    [Fact]
    public void Sealed_JSON_with_unknown_members_is_refused()
    {
        var sealedPart = JournalSeal.Create(registry).Prepare("{\"name\":\"x\"}"u8, 256).Complete(Previous);

        Assert.Throws<JsonException>(() => JournalSeal.OpenDetails(sealedPart, Previous, registry));
    }

    [FactWithTool("openssl")]
    public void OpenSSL_opens_a_sealed_part()
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["sealed.der"], Seal(Details));
        File.WriteAllText(folder["registry.pem"], registry.ExportCertificatePem());
        using var key = registry.GetRSAPrivateKey()!;
        File.WriteAllText(folder["key.pem"], key.ExportPkcs8PrivateKeyPem());

        var openssl = ChildProcess.Run("openssl", "cms", "-decrypt", "-inform", "DER", "-in", folder["sealed.der"], "-recip", folder["registry.pem"], "-inkey", folder["key.pem"]);

        Assert.Equal(Details, JsonSerializer.Deserialize(openssl.With(0).Output, SealedDetailsJson.Default.SealedDetails));
    }

    private byte[] Seal(SealedDetails details, JournalMode mode = JournalMode.Meeting) => JournalSeal.Create(registry).Prepare(details, mode).Complete(Previous);

    private static X509Certificate2 Registry(int keySizeInBits, X509KeyUsageFlags usage)
    {
        using var key = RSA.Create(keySizeInBits);
        var request = new CertificateRequest("CN=registry", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        return SelfSigned(request);
    }

    private static X509Certificate2 SelfSigned(CertificateRequest request) =>
        request.CreateSelfSigned(JournalSamples.Morning.AddYears(-1), JournalSamples.Morning.AddYears(1));
}
