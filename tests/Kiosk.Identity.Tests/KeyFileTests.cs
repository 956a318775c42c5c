using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;
using Kiosk.Testing.Durability;

namespace Kiosk.Identity.Tests;

[SupportedOSPlatform("linux")]
public sealed class KeyFileTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly DurableFiles files = new();

    private string KeyPath => folder["device.key"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_made_is_read_again()
    {
        using var made = KeyFile.Create(KeyPath, files);
        using var read = KeyFile.Read(KeyPath, files)!;

        Assert.Equal(made.SigningKey.ExportSubjectPublicKeyInfo(), read.SigningKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(made.DecryptionKey.ExportSubjectPublicKeyInfo(), read.DecryptionKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(made.Secret.Derive("x"), read.Secret.Derive("x"));
        Assert.Equal("file", read.Kind);
    }

    [Fact]
    public void Signing_and_decryption_key_are_two() => Assert.NotEqual(
        KeyFile.Create(KeyPath, files).SigningKey.ExportSubjectPublicKeyInfo(), KeyFile.Read(KeyPath, files)!.DecryptionKey.ExportSubjectPublicKeyInfo());

    [Fact]
    public void Both_sides_agree_on_the_shared_point()
    {
        using var keys = KeyFile.Create(KeyPath, files);
        using var peer = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var own = keys.DecryptionKey.GetECDiffieHellmanPublicKey()!;

        Assert.Equal(peer.DeriveRawSecretAgreement(own.PublicKey), keys.Agree(peer.PublicKey));
    }

    [Fact]
    public void A_certificate_of_the_signing_key_gets_it()
    {
        using var keys = KeyFile.Create(KeyPath, files);
        using var issued = CertificateOf(keys.SigningKey);
        using var usable = keys.WithSigningKey(issued);

        Assert.True(usable.HasPrivateKey);
    }

    [Fact]
    public void A_certificate_of_another_key_is_refused()
    {
        using var keys = KeyFile.Create(KeyPath, files);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = CertificateOf(other);

        Assert.Throws<CryptographicException>(() => keys.WithSigningKey(issued));
    }

    [Fact]
    public void Another_purpose_gives_another_key()
    {
        using var keys = KeyFile.Create(KeyPath, files);

        Assert.NotEqual(keys.Secret.Derive("a"), keys.Secret.Derive("b"));
        Assert.Equal(StoredSecret.Length, keys.Secret.Derive("a").Length);
    }

    [Fact]
    public void A_file_of_an_earlier_version_keeps_its_keys_and_gets_a_decryption_key_for_good()
    {
        var (signing, tag) = WriteEarlierVersion();

        using var first = KeyFile.Read(KeyPath, files)!;
        using var second = KeyFile.Read(KeyPath, files)!;

        Assert.Equal(signing, second.SigningKey.ExportSubjectPublicKeyInfo());
        Assert.True(second.Secret.Frames.Verifies("frame"u8, tag));
        Assert.Equal(first.DecryptionKey.ExportSubjectPublicKeyInfo(), second.DecryptionKey.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void Whoever_only_looks_changes_nothing()
    {
        WriteEarlierVersion();
        var before = File.ReadAllText(KeyPath);

        using var keys = KeyFile.Read(KeyPath, files: null);

        Assert.Equal(before, File.ReadAllText(KeyPath));
    }

    [Fact]
    public void A_decryption_key_that_cannot_be_kept_is_not_used()
    {
        WriteEarlierVersion();
        var faulty = new FaultyFiles(files);
        faulty.FailAfter(0, FileFault.ShortWrite);

        Assert.Contains(KeyPath, Assert.Throws<KeyStoreException>(() => KeyFile.Read(KeyPath, faulty)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("brainpoolP256r1")]
    [InlineData("nistP384")]
    public void A_key_on_another_curve_is_refused(string curve)
    {
        using var keys = KeyFile.Create(KeyPath, files);
        using var other = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var sections = File.ReadAllText(KeyPath).Split("-----BEGIN");
        File.WriteAllText(KeyPath, string.Join("-----BEGIN", ["", other.ExportPkcs8PrivateKeyPem()["-----BEGIN".Length..] + "\n", .. sections[2..]]));

        Assert.Contains(KeyPath, Assert.Throws<KeyStoreException>(() => KeyFile.Read(KeyPath, files)).Message, StringComparison.Ordinal);
    }

    private static X509Certificate2 CertificateOf(ECDsa key)
    {
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var signed = new CertificateRequest("CN=HN-01", key, HashAlgorithmName.SHA256).CreateSelfSigned(begin, begin.AddYears(1));
        return X509CertificateLoader.LoadCertificate(signed.RawData);
    }

    // One private key, then the frame key.
    private (byte[] SigningKey, byte[] FrameTag) WriteEarlierVersion()
    {
        using var keys = KeyFile.Create(KeyPath, files);
        var sections = File.ReadAllText(KeyPath).Split("-----BEGIN");
        files.Replace(KeyPath, System.Text.Encoding.ASCII.GetBytes($"{sections[0]}-----BEGIN{sections[1]}-----BEGIN{sections[3]}"));
        var tag = new byte[32];
        keys.Secret.Frames.Tag("frame"u8, tag);
        return (keys.SigningKey.ExportSubjectPublicKeyInfo(), tag);
    }
}
