using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Identity.Tpm;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Kiosk.Testing.Tpm;

namespace Kiosk.Identity.Tests.Tpm;

[SupportedOSPlatform("linux")]
public sealed class TpmKeysTests : IDisposable
{
    private static readonly byte[] Text = "checkpoint"u8.ToArray();

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly DurableFiles files = new();
    private readonly Lazy<SoftwareTpm> tpm = new(() => new());

    private string KeyPath => folder["device.key"];

    private KeyStoreSettings Settings => new("tpm", tpm.Value.Address);

    public void Dispose()
    {
        tpm.Value.Dispose();
        folder.Dispose();
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void What_was_made_is_opened_again()
    {
        using var made = Create();
        using var opened = Open();

        Assert.Equal(made.SigningKey.ExportSubjectPublicKeyInfo(), opened.SigningKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(made.DecryptionKey.ExportSubjectPublicKeyInfo(), opened.DecryptionKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(made.Secret.Derive("x"), opened.Secret.Derive("x"));
        Assert.Equal("tpm", opened.Kind);
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void A_signature_of_the_TPM_verifies_by_the_public_half()
    {
        using var keys = Create();
        using var verifier = ECDsa.Create(keys.SigningKey.ExportParameters(includePrivateParameters: false));
        var signature = keys.SigningKey.SignData(Text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        Assert.True(verifier.VerifyData(Text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.True(keys.SigningKey.VerifyData(Text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void The_private_halves_do_not_leave_it_and_the_file_holds_none()
    {
        using var keys = Create();

        Assert.Throws<CryptographicException>(() => keys.SigningKey.ExportParameters(includePrivateParameters: true));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(KeyPath), StringComparison.Ordinal);
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void It_signs_a_certificate_request()
    {
        using var keys = Create();

        var request = new CertificateRequest("CN=HN-01", keys.SigningKey, HashAlgorithmName.SHA256).CreateSigningRequest();

        Assert.Equal(
            keys.SigningKey.ExportSubjectPublicKeyInfo(),
            CertificateRequest.LoadSigningRequest(request, HashAlgorithmName.SHA256).PublicKey.ExportSubjectPublicKeyInfo());
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void Both_sides_agree_on_the_shared_point()
    {
        using var keys = Create();
        using var peer = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var own = keys.DecryptionKey.GetECDiffieHellmanPublicKey()!;

        Assert.Equal(peer.DeriveRawSecretAgreement(own.PublicKey), keys.Agree(peer.PublicKey));
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void Many_threads_use_one_store()
    {
        using var keys = Create();
        using var peer = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var shared = keys.Agree(peer.PublicKey);

        Parallel.For(0, 64, _ =>
        {
            Assert.True(keys.SigningKey.VerifyData(Text, keys.SigningKey.SignData(Text, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
            Assert.Equal(shared, keys.Agree(peer.PublicKey));
            keys.Counter!.Increment();
        });

        Assert.Equal(64UL, keys.Counter!.Read());
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void What_an_open_store_keeps_in_the_TPM_outlasts_its_restart()
    {
        using var keys = Create();
        using var peer = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        keys.SigningKey.SignData(Text, HashAlgorithmName.SHA256);
        var shared = keys.Agree(peer.PublicKey);
        keys.Counter!.Increment();

        tpm.Value.Restart();

        Assert.True(keys.SigningKey.VerifyData(Text, keys.SigningKey.SignData(Text, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
        Assert.Equal(shared, keys.Agree(peer.PublicKey));
        Assert.Equal(1UL, keys.Counter.Read());
    }

    // A software TPM is reached by a new connection for each command, so what a restart of a real one does to an open key is done by hand.
    [FactWithTool(SoftwareTpm.Tool)]
    public void A_key_that_fails_once_is_opened_again()
    {
        Create().Dispose();
        var (opened, calls) = (0, 0);
        using var key = new ProviderKey<ECDsaOpenSsl>(Settings.Tpm, TpmKeyNames.Parse(File.ReadAllBytes(KeyPath))!.SigningHandle, handle =>
        {
            opened++;
            return new(handle);
        });
        key.Use(one => one.SignData(Text, HashAlgorithmName.SHA256));

        var signature = key.Use(one => ++calls == 1 ? throw new CryptographicException("The session is lost.") : one.SignData(Text, HashAlgorithmName.SHA256));

        Assert.NotEmpty(signature);
        Assert.Equal((2, 2), (opened, calls));
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void A_key_that_goes_on_failing_is_given_up_with_a_sentence()
    {
        Create().Dispose();
        var calls = 0;
        using var key = new ProviderKey<ECDsaOpenSsl>(Settings.Tpm, TpmKeyNames.Parse(File.ReadAllBytes(KeyPath))!.SigningHandle, handle => new(handle));
        key.Use(one => one.SignData(Text, HashAlgorithmName.SHA256));

        var refusal = Assert.Throws<KeyStoreException>(() => key.Use<byte[]>(_ => throw new CryptographicException($"Lost {++calls} times.")));

        Assert.Contains("Lost 2 times", refusal.Message, StringComparison.Ordinal);
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void A_key_that_is_gone_is_said_in_a_sentence_that_names_the_TPM()
    {
        using var keys = Create();
        keys.SigningKey.SignData(Text, HashAlgorithmName.SHA256);

        tpm.Value.Replace();

        Assert.Contains(Settings.Tpm.Text, Assert.Throws<KeyStoreException>(() => keys.SigningKey.SignData(Text, HashAlgorithmName.SHA256)).Message, StringComparison.Ordinal);
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void A_TPM_that_is_not_there_at_a_later_start_is_said_with_what_to_check()
    {
        Create().Dispose();
        tpm.Value.Stop();

        var refused = Assert.Throws<KeyStoreException>(() => Open().Dispose());

        Assert.Contains("does not answer: check that it is switched on in the machine's firmware", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", refused.Message, StringComparison.Ordinal);
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void The_TPM_of_another_machine_is_refused_with_the_file_that_names_the_keys()
    {
        Create().Dispose();
        tpm.Value.Replace();

        Assert.Contains(KeyPath, Assert.Throws<KeyStoreException>(Open).Message, StringComparison.Ordinal);
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void A_new_installation_leaves_the_keys_of_the_earlier_one_and_begins_to_count_at_zero()
    {
        using var first = Create();
        first.Counter!.Increment();
        using var second = KeyStore.Create(folder["second.key"], Settings, files);

        Assert.Equal((1UL, 0UL), (first.Counter.Read(), second.Counter!.Read()));
        Assert.NotEqual(first.Secret.Derive("x"), second.Secret.Derive("x"));
        Assert.NotEqual(first.SigningKey.ExportSubjectPublicKeyInfo(), second.SigningKey.ExportSubjectPublicKeyInfo());
        Assert.True(first.SigningKey.VerifyData(Text, first.SigningKey.SignData(Text, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void Auto_takes_the_TPM_and_later_what_the_file_says()
    {
        using var inTpm = KeyStore.Create(KeyPath, Settings with { Kind = null }, files);
        KeyFile.Create(folder["other.key"], files).Dispose();
        using var inFile = KeyStore.Find(folder["other.key"], Settings with { Kind = null }, files)!;

        Assert.Equal(("tpm", "file"), (inTpm.Kind, inFile.Kind));
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void Keys_of_the_kind_that_the_settings_do_not_want_are_refused()
    {
        Create().Dispose();
        KeyFile.Create(folder["other.key"], files).Dispose();

        Assert.Contains("says file", Assert.Throws<KeyStoreException>(() => KeyStore.Find(KeyPath, Settings with { Kind = "file" }, files)).Message, StringComparison.Ordinal);
        Assert.Contains("says tpm", Assert.Throws<KeyStoreException>(() => KeyStore.Find(folder["other.key"], Settings, files)).Message, StringComparison.Ordinal);
    }

    private IKeyStore Create() => KeyStore.Create(KeyPath, Settings, files);

    private IKeyStore Open() => KeyStore.Find(KeyPath, Settings, files)!;
}
