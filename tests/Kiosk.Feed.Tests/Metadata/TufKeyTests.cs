using System.Security.Cryptography;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Metadata;
using Kiosk.Testing.Feed;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class TufKeyTests
{
    // Externally computed ids: the example of root.json in TUF 1.0, 4.3.
    [Theory]
    [InlineData("72378e5bc588793e58f81c8533da64a2e8f1565c1fcc7f253496394ffc52542c", "1bf1c6e3cdd3d3a8420b19199e27511999850f4b376c4547b2f32fba7e80fca3")]
    [InlineData("68ead6e54a43f8f36f9717b10669d1ef0ebb38cee6b05317669341309f1069cb", "135c2f50e57ff11e744d234a62cebad8c38daf399604a7655661cc9199c69164")]
    [InlineData("66dd78c5c2a78abc6fc6b267ff1a8017ba0e8bfc853dd97af351949bba021275", "cb3fbd83df4ba2471a736b065650878280964a98843ec13b457a99b2a21cc3b4")]
    public void The_specifications_example_keys_have_the_stated_ids(string publicValue, string id) =>
        Assert.True(Key(id, "ed25519", "ed25519", publicValue).IsIdCorrect);

    [Theory]
    [InlineData("P-256", "ecdsa", "ecdsa-sha2-nistp256")]
    [InlineData("P-384", "ecdsa", "ecdsa-sha2-nistp384")]
    [InlineData("RSA", "rsa", "rsassa-pss-sha256")]
    [InlineData("ed25519", "ed25519", "ed25519")]
    public async Task A_key_from_PEM_verifies_only_its_own_signatures(string kind, string keyType, string scheme)
    {
        using var signer = TestSigner.Of(kind);
        var message = "Đại hội"u8.ToArray();

        var signature = await signer.SignAsync(message, CancellationToken.None);

        using var verifier = VerificationKey.TryImport(signer.PublicKey)!;
        Assert.Equal((keyType, scheme), (signer.PublicKey.KeyType, signer.PublicKey.Scheme));
        Assert.True(verifier.Verifies(message, signature));
        Assert.False(verifier.Verifies("Dai hoi"u8, signature));
        signature[^1] ^= 1;
        Assert.False(verifier.Verifies(message, signature));
        Assert.False(verifier.Verifies(message, []));
    }

    // RFC 8032, 7.1, tests 1 to 3 and SHA(abc).
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    [InlineData("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f", "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public async Task Ed25519_agrees_with_RFC_8032(string seed, string publicValue, string message, string signature)
    {
        using var signer = PemSigner.FromPem(TestSigner.Ed25519Pem(seed));

        Assert.Equal(publicValue, signer.PublicKey.PublicValue);
        Assert.Equal(signature, Convert.ToHexStringLower(await signer.SignAsync(Convert.FromHexString(message), CancellationToken.None)));
    }

    [Fact]
    public void The_older_name_of_the_EC_key_type_is_supported()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        using var verifier = VerificationKey.TryImport(Key(null, "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", ec.ExportSubjectPublicKeyInfoPem()));

        Assert.NotNull(verifier);
    }

    [Theory]
    [InlineData("ecdsa", "ecdsa-sha2-nistp256", "no PEM")]
    [InlineData("ecdsa", "ecdsa-sha2-nistp256", "")]
    [InlineData("ecdsa", "rsassa-pss-sha256", "P-256")]
    [InlineData("ecdsa", "ecdsa-sha2-nistp384", "P-256")]
    [InlineData("ecdsa", "ecdsa-sha2-nistp256", "P-384")]
    [InlineData("ecdsa", "ecdsa-sha2-nistp256", "brainpoolP256r1")]
    [InlineData("rsa", "rsa-pkcs1v15-sha256", "RSA")]
    [InlineData("rsa", "rsassa-pss-sha256", "RSA-1024")]
    [InlineData("rsa", "rsassa-pss-sha256", "P-256")]
    [InlineData("ed25519", "ed25519", "72378e5bc588793e58f81c8533da64a2e8f1565c1fcc7f253496394ffc5254")]
    [InlineData("ed25519", "ed25519", "72378e5bc588793e58f81c8533da64a2e8f1565c1fcc7f253496394ffc52542z")]
    [InlineData("ed25519", "ed25519", "0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ed25519", "ed448", "72378e5bc588793e58f81c8533da64a2e8f1565c1fcc7f253496394ffc52542c")]
    [InlineData("sphincs", "sphincs-shake-128s", "01")]
    public void An_unsupported_or_invalid_key_verifies_nothing(string keyType, string scheme, string value) =>
        Assert.Null(VerificationKey.TryImport(Key(null, keyType, scheme, Material(value))));

    // P-256 with explicit parameters (openssl ecparam -param_enc explicit): the values are the same, but nothing guarantees that.
    [Fact]
    public void A_curve_with_explicit_parameters_verifies_nothing() => Assert.Null(VerificationKey.TryImport(Key(
        null,
        "ecdsa",
        "ecdsa-sha2-nistp256",
        """
        -----BEGIN PUBLIC KEY-----
        MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
        AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
        ///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
        NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
        RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
        //////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABKJP3IJ1uRsaXQHvKGp38UGA
        ynnFWsPi7lY6MjQSlSCtmsuj0kMxxzDb/86a0fEj1N2IBhsednWvH+qzoHTDvvc=
        -----END PUBLIC KEY-----
        """)));

    // Attacker-controlled input to cryptography: invalid values must verify nothing and never throw.
    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("RSA")]
    [InlineData("ed25519")]
    public void Mutated_keys_and_signatures_verify_nothing(string kind)
    {
        using var signer = TestSigner.Of(kind);
        using var whole = VerificationKey.TryImport(signer.PublicKey)!;
        Prop.ForAll<byte[], NonNegativeInt, byte>((signature, place, value) =>
        {
            Assert.False(whole.Verifies("message"u8, signature));
            var text = signer.PublicKey.PublicValue.ToCharArray();
            text[place.Get % text.Length] = (char)value;
            using var damaged = VerificationKey.TryImport(Key(null, signer.PublicKey.KeyType, signer.PublicKey.Scheme, new string(text)));
            Assert.NotEqual(true, damaged?.Verifies("message"u8, signature));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_key_under_a_wrong_id_verifies_nothing() =>
        Assert.Null(VerificationKey.TryImport(Key(new string('0', 64), "ecdsa", "ecdsa-sha2-nistp256", Material("P-256"))));

    [Theory]
    [InlineData("P-521")]
    [InlineData("brainpoolP256r1")]
    [InlineData("RSA-1024")]
    [InlineData("hello")]
    public void Unsupported_PEM_yields_no_key(string what) => Assert.Throws<MetadataFormatException>(() => TufKey.FromPem(Material(what)));

    [Fact]
    public void PEM_that_is_not_a_key_yields_no_signer() => Assert.Throws<SigningException>(() => PemSigner.FromPem("-----BEGIN NOTHING-----\n-----END NOTHING-----"));

    private static string Material(string value)
    {
        using AsymmetricAlgorithm? key = value switch
        {
            "P-256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "P-521" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            "brainpoolP256r1" => ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1),
            "RSA" => RSA.Create(2048),
            "RSA-1024" => RSA.Create(1024),
            _ => null,
        };
        return key?.ExportSubjectPublicKeyInfoPem() ?? value;
    }

    private static TufKey Key(string? id, string keyType, string scheme, string publicValue)
    {
        var json = JsonSerializer.SerializeToElement(new { keytype = keyType, scheme, keyval = new { @public = publicValue } });
        return TufKey.Read(id ?? Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Encode(json))), new JsonFields(json, "key"));
    }
}
