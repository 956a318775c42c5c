using System.Security.Cryptography;
using Kiosk.Feed.Sealing;

namespace Kiosk.Feed.Tests.Sealing;

public sealed class HpkeTests
{
    private static readonly byte[] Info = Convert.FromHexString("4f6465206f6e2061204772656369616e2055726e");
    private static readonly byte[] Plaintext = Convert.FromHexString("4265617574792069732074727574682c20747275746820626561757479");
    private static readonly byte[] Associated = "Count-0"u8.ToArray();

    // RFC 9180, A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM; the key encapsulation is the same as ours.
    private static readonly Vector Rfc = new(
        "4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e",
        "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb",
        "668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550",
        "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2",
        "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0",
        "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
        "c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8",
        "");

    // The CFRG's test-vectors.json (5f503c5): mode 0, kem_id 16, kdf_id 1, aead_id 2.
    private static readonly Vector Cfrg = new(
        "a90d3417c3da9cb6c6ae19b4b5dd6cc9529a4cc24efb7ae0ace1f31887a8cd6c",
        "90345e3a1d116c1dd39ae76d95ab858c142223a63e44f8f85318cfa91a84858e",
        "a0ce15d49e28bd47a18a97e147582d814b08cbe00109fed5ec27d1b4e9f6f5e3",
        "317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2",
        "04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c",
        "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0",
        "48893fecd82f7c3456af6a42d8f56325d21e08c10fa81299986aaff54cde7b49",
        "58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f");

    public static TheoryData<string> Vectors => ["rfc", "cfrg"];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Keys_follow_from_their_input_as_in_the_vectors(string name)
    {
        var vector = Named(name);
        using var ephemeral = Dhkem.DeriveKeyPair(vector.EphemeralInput);
        using var recipient = Dhkem.DeriveKeyPair(vector.RecipientInput);

        Assert.Equal(vector.EphemeralKey, ephemeral.ExportParameters(includePrivateParameters: true).D);
        Assert.Equal(vector.RecipientKey, recipient.ExportParameters(includePrivateParameters: true).D);
        Assert.Equal(vector.RecipientPoint, Dhkem.Encode(recipient.ExportParameters(includePrivateParameters: false).Q));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Both_sides_agree_on_the_secret_of_the_vectors(string name)
    {
        var vector = Named(name);
        using var ephemeral = Dhkem.DeriveKeyPair(vector.EphemeralInput);

        var (encapsulated, shared) = Dhkem.Encapsulate(vector.RecipientPoint, ephemeral);

        Assert.Equal(vector.Encapsulated, encapsulated);
        Assert.Equal(vector.SharedSecret, shared);
        Assert.Equal(vector.SharedSecret, Dhkem.Decapsulate(encapsulated, vector.Recipient()));
    }

    [Fact]
    public void The_first_message_of_the_CFRG_vector_is_sealed_as_there()
    {
        using var ephemeral = Dhkem.DeriveKeyPair(Cfrg.EphemeralInput);

        Assert.Equal([.. Cfrg.Encapsulated, .. Cfrg.Ciphertext], Hpke.Seal(Cfrg.RecipientPoint, Info, Associated, Plaintext, ephemeral));
    }

    [Fact]
    public void The_first_message_of_the_CFRG_vector_opens() =>
        Assert.Equal(Plaintext, Hpke.Open([.. Cfrg.Encapsulated, .. Cfrg.Ciphertext], Cfrg.Recipient(), Info, Associated));

    [Fact]
    public void A_message_with_any_byte_changed_does_not_open()
    {
        byte[] message = [.. Cfrg.Encapsulated, .. Cfrg.Ciphertext];

        Assert.All(Enumerable.Range(0, message.Length), index =>
        {
            var bent = message.ToArray();
            bent[index] ^= 1;
            AssertSealed(bent, Cfrg.Recipient(), Info, Associated);
        });
    }

    [Fact]
    public void A_truncated_or_extended_message_does_not_open()
    {
        byte[] message = [.. Cfrg.Encapsulated, .. Cfrg.Ciphertext];

        AssertSealed([], Cfrg.Recipient(), Info, Associated);
        AssertSealed(message[..(Hpke.Overhead - 1)], Cfrg.Recipient(), Info, Associated);
        AssertSealed(message[..^1], Cfrg.Recipient(), Info, Associated);
        AssertSealed([.. message, 0], Cfrg.Recipient(), Info, Associated);
    }

    [Fact]
    public void Another_purpose_other_associated_data_or_another_key_does_not_open_it()
    {
        byte[] message = [.. Cfrg.Encapsulated, .. Cfrg.Ciphertext];

        AssertSealed(message, Cfrg.Recipient(), "another"u8.ToArray(), Associated);
        AssertSealed(message, Cfrg.Recipient(), Info, "Count-1"u8.ToArray());
        AssertSealed(message, Rfc.Recipient(), Info, Associated);
    }

    [Theory]
    // y of the CFRG's ephemeral key plus one.
    [InlineData("04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e1")]
    // x is the field's prime.
    [InlineData("04ffffffff00000001000000000000000000000000ffffffffffffffffffffffff0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0")]
    [InlineData("0400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    // Compressed.
    [InlineData("02c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e")]
    public void A_point_that_is_not_on_the_curve_is_refused_on_both_sides(string point)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

        Assert.Throws<SealException>(() => Hpke.Seal(Convert.FromHexString(point), Info, Associated, Plaintext, ephemeral));
        AssertSealed([.. Convert.FromHexString(point), .. Cfrg.Ciphertext], Cfrg.Recipient(), Info, Associated);
    }

    [Fact]
    public void A_recipient_on_another_curve_is_refused()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<SealException>(() => HpkeRecipient.PointOf(key.ExportSubjectPublicKeyInfo()));
        Assert.Throws<SealException>(() => HpkeRecipient.PointOf("no key"u8));
    }

    [Fact]
    public void What_the_key_answers_must_have_the_length_of_a_coordinate()
    {
        using var key = Cfrg.Key();
        var broken = new HpkeRecipient(key.ExportSubjectPublicKeyInfo(), _ => new byte[31]);

        AssertSealed([.. Cfrg.Encapsulated, .. Cfrg.Ciphertext], broken, Info, Associated);
    }

    private static Vector Named(string name) => name == "rfc" ? Rfc : Cfrg;

    private static void AssertSealed(byte[] message, HpkeRecipient recipient, byte[] info, byte[] associated) =>
        Assert.Throws<SealException>(() => Hpke.Open(message, recipient, info, associated));

    private sealed class Vector(string ephemeralInput, string ephemeralKey, string recipientInput, string recipientKey, string recipientPoint, string encapsulated, string sharedSecret, string ciphertext)
    {
        public byte[] EphemeralInput => Convert.FromHexString(ephemeralInput);

        public byte[] EphemeralKey => Convert.FromHexString(ephemeralKey);

        public byte[] RecipientInput => Convert.FromHexString(recipientInput);

        public byte[] RecipientKey => Convert.FromHexString(recipientKey);

        public byte[] RecipientPoint => Convert.FromHexString(recipientPoint);

        public byte[] Encapsulated => Convert.FromHexString(encapsulated);

        public byte[] SharedSecret => Convert.FromHexString(sharedSecret);

        public byte[] Ciphertext => Convert.FromHexString(ciphertext);

        public ECDiffieHellman Key() => ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = RecipientKey });

        public HpkeRecipient Recipient()
        {
            var key = Key();
            return new(key.ExportSubjectPublicKeyInfo(), key.DeriveRawSecretAgreement);
        }
    }
}
