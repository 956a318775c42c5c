using System.Security.Cryptography;
using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class EncryptedPemTests
{
    private const string Phrase = "mật khẩu thử 1";

    [Theory]
    [InlineData(KeyAlgorithm.P256)]
    [InlineData(KeyAlgorithm.Rsa)]
    [InlineData(KeyAlgorithm.Ed25519)]
    public async Task A_new_key_of_each_algorithm_is_decrypted_with_its_pass_phrase(KeyAlgorithm algorithm)
    {
        using var pair = NewKeyPair.Make(algorithm);
        var pem = pair.ToPem(Phrase);

        Assert.True(EncryptedPem.IsEncrypted(pem));
        Assert.Null(EncryptedPem.Decrypt(pem, "mật khẩu thử 2"));
        using var signer = PemSigner.FromPem(EncryptedPem.Decrypt(pem, Phrase)!);
        Assert.Equal(TufKey.FromPem(pair.PublicPem), signer.PublicKey);
        using var verifier = VerificationKey.TryImport(signer.PublicKey)!;
        var signature = await signer.SignAsync("message"u8.ToArray(), CancellationToken.None);
        Assert.True(verifier.Verifies("message"u8, signature));
    }

    [Theory]
    [InlineData("3000")]
    [InlineData("AAAA")]
    [InlineData("300F300D06092A864886F70D01050D0500")]
    public void Invalid_encrypted_keys_do_not_decrypt(string der) =>
        Assert.Null(EncryptedPem.Decrypt(PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", Convert.FromHexString(der)), Phrase));
}
