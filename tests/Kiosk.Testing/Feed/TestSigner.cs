using System.Security.Cryptography;
using Kiosk.Feed.Metadata;

namespace Kiosk.Testing.Feed;

/// <summary>Keys for signing metadata in tests.</summary>
internal static class TestSigner
{
    /// <summary>RFC 8032, 7.1, test 1.</summary>
    private const string Ed25519Seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    public static PemSigner P256() => PemSigner.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static PemSigner P384() => PemSigner.Of(ECDsa.Create(ECCurve.NamedCurves.nistP384));

    public static PemSigner Rsa() => PemSigner.Of(RSA.Create(2048));

    public static PemSigner Ed25519() => PemSigner.FromPem(Ed25519Pem(Ed25519Seed));

    /// <param name="seed">32 bytes in hexadecimal.</param>
    public static string Ed25519Pem(string seed) => PemEncoding.WriteString("PRIVATE KEY", Convert.FromHexString("302e020100300506032b657004220420" + seed));

    public static PemSigner Of(string kind) => kind switch
    {
        "P-256" => P256(),
        "P-384" => P384(),
        "RSA" => Rsa(),
        _ => Ed25519(),
    };
}
