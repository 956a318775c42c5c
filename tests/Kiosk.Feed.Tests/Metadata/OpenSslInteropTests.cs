using Kiosk.Feed.Metadata;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;

namespace Kiosk.Feed.Tests.Metadata;

/// <summary>Exchanges Ed25519 keys and signatures with OpenSSL.</summary>
public sealed class OpenSslInteropTests : IDisposable
{
    private const string Phrase = "mật khẩu thử 1";

    private static readonly byte[] Message = "Đại hội"u8.ToArray();

    private readonly TestFolder folder = new();

    public OpenSslInteropTests()
    {
        File.WriteAllBytes(At("message"), Message);
        File.WriteAllText(At("phrase"), Phrase + "\n");
    }

    public void Dispose() => folder.Dispose();

    [FactWithTool("openssl")]
    public async Task OpenSSL_verifies_our_signatures()
    {
        using var pair = NewKeyPair.Make(KeyAlgorithm.Ed25519);
        using var signer = PemSigner.FromPem(pair.ToPem());
        await File.WriteAllTextAsync(At("public.pem"), pair.PublicPem);
        await File.WriteAllBytesAsync(At("signature"), await signer.SignAsync(Message, CancellationToken.None));

        await OpenSslAsync("pkeyutl", "-verify", "-pubin", "-inkey", At("public.pem"), "-rawin", "-in", At("message"), "-sigfile", At("signature"));
    }

    [FactWithTool("openssl")]
    public async Task We_verify_OpenSSL_signatures()
    {
        await OpenSslAsync("genpkey", "-algorithm", "ed25519", "-out", At("private.pem"));
        await OpenSslAsync("pkey", "-in", At("private.pem"), "-pubout", "-out", At("public.pem"));
        await OpenSslAsync("pkeyutl", "-sign", "-inkey", At("private.pem"), "-rawin", "-in", At("message"), "-out", At("signature"));

        using var signer = PemSigner.FromPem(await File.ReadAllTextAsync(At("private.pem")));
        using var verifier = VerificationKey.TryImport(TufKey.FromPem(await File.ReadAllTextAsync(At("public.pem"))))!;
        var signature = await File.ReadAllBytesAsync(At("signature"));
        Assert.True(verifier.Verifies(Message, signature));
        Assert.Equal(TufKey.FromPem(await File.ReadAllTextAsync(At("public.pem"))), signer.PublicKey);
    }

    [FactWithTool("openssl")]
    public async Task OpenSSL_opens_our_encrypted_key()
    {
        using var pair = NewKeyPair.Make(KeyAlgorithm.Ed25519);
        await File.WriteAllTextAsync(At("sealed.pem"), pair.ToPem(Phrase));

        await OpenSslAsync("pkey", "-in", At("sealed.pem"), "-passin", $"file:{At("phrase")}", "-pubout", "-out", At("public.pem"));

        Assert.Equal(pair.PublicPem, (await File.ReadAllTextAsync(At("public.pem"))).TrimEnd());
    }

    [FactWithTool("openssl")]
    public async Task We_decrypt_every_encryption_OpenSSL_offers()
    {
        await OpenSslAsync("genpkey", "-algorithm", "ed25519", "-out", At("private.pem"));
        string[][] ways = [["-scrypt"], ["-scrypt", "-v2", "aes-128-cbc"], ["-scrypt", "-scrypt_N", "1024", "-scrypt_p", "2"], ["-v2", "aes-256-cbc"], ["-v2", "des3"], ["-v1", "PBE-SHA1-3DES"]];
        var plain = (await File.ReadAllTextAsync(At("private.pem"))).TrimEnd();

        foreach (var way in ways)
        {
            await OpenSslAsync(["pkcs8", "-topk8", "-in", At("private.pem"), "-passout", $"file:{At("phrase")}", "-out", At("sealed.pem"), .. way]);
            var pem = await File.ReadAllTextAsync(At("sealed.pem"));

            Assert.Equal(plain, EncryptedPem.Decrypt(pem, Phrase));
            Assert.Null(EncryptedPem.Decrypt(pem, "another"));
        }
    }

    private string At(string name) => Path.Combine(folder.Path, name);

    private static async Task OpenSslAsync(params string[] arguments) => (await ChildProcess.RunAsync("openssl", arguments)).With(0);
}
