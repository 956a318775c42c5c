using System.Security.Cryptography;
using Kiosk.Feed.Metadata;
using Kiosk.Registry.Desk;

namespace Kiosk.Registry.Tests.Desk;

public sealed class KeyFileTests : IDisposable
{
    private readonly TestFiles files = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        key.Dispose();
        files.Dispose();
    }

    [Fact]
    public async Task A_public_key_in_the_place_of_the_private_one_is_said_to_be_that()
    {
        var path = files.Write("snapshot-1.pem", key.ExportSubjectPublicKeyInfoPem());
        var file = new KeyFile("snapshot-1", path, path, TufKey.FromPem(key.ExportSubjectPublicKeyInfoPem()), PassPhrases.None);

        var refused = await Assert.ThrowsAsync<SigningException>(() => file.SignAsync("what is signed"u8.ToArray(), CancellationToken.None).AsTask());

        Assert.Equal($"{path} cannot sign: This is a public key or a certificate, and no private key is in it. Restore it from a backup.", refused.Message);
    }

    [Fact]
    public async Task An_empty_public_half_is_named_with_its_remedy()
    {
        (await Programs.RegistryAsync("init", "--desk", files.At("desk"), "--province", "01")).With(0);
        var path = files.Write("desk/keys/timestamp-1.pub.pem", "");

        var refused = (await Programs.RegistryAsync("publish", "--desk", files.At("desk"))).With(2);

        Assert.Contains($"{path}, the public half of the key timestamp-1, cannot be used: This is no public key in PEM of P-256, P-384, RSA or ed25519. Restore it from a backup.", refused.Error, StringComparison.Ordinal);
    }
}
