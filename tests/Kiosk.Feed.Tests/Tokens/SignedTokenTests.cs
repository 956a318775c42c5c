using System.Formats.Cbor;
using System.Security.Cryptography;
using Kiosk.Feed.Tokens;

namespace Kiosk.Feed.Tests.Tokens;

public sealed class SignedTokenTests : IDisposable
{
    private const string Prefix = "KT1:";

    private static readonly byte[] Said = [1, 2, 3];

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => key.Dispose();

    [Fact]
    public void What_was_signed_is_read_and_its_key_vouches_for_it()
    {
        var token = SignedToken.TryParse(Prefix, SignedToken.Sign(Prefix, Said, key))!;

        Assert.Equal(Said, token.Payload.ToArray());
        Assert.True(token.IsSignedBy(key.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public void Another_key_does_not_vouch_for_it_nor_one_on_another_curve()
    {
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var token = SignedToken.TryParse(Prefix, SignedToken.Sign(Prefix, Said, key))!;

        Assert.False(token.IsSignedBy(another.ExportSubjectPublicKeyInfo()));
        Assert.False(token.IsSignedBy(larger.ExportSubjectPublicKeyInfo()));
        Assert.False(token.IsSignedBy([0x30, 0x00]));
    }

    [Fact]
    public void A_statement_of_another_kind_does_not_pass_for_this()
    {
        var other = SignedToken.Sign("KI1:", Said, key);

        Assert.Null(SignedToken.TryParse(Prefix, other));
        Assert.False(SignedToken.TryParse(Prefix, Prefix + other[Prefix.Length..])!.IsSignedBy(key.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public void The_signature_is_over_the_structure_of_RFC_9052()
    {
        var message = Base45.TryDecode(SignedToken.Sign(Prefix, Said, key).AsSpan(Prefix.Length))!;
        var reader = new CborReader(message);
        Assert.Equal((CborTag)18, reader.ReadTag());
        Assert.Equal(4, reader.ReadStartArray());
        var header = reader.ReadByteString();
        Assert.Equal(0, reader.ReadStartMap());
        reader.ReadEndMap();
        Assert.Equal(Said, reader.ReadByteString());

        var structure = new CborWriter();
        structure.WriteStartArray(4);
        structure.WriteTextString("Signature1");
        structure.WriteByteString(header);
        structure.WriteByteString("KT1:"u8);
        structure.WriteByteString(Said);
        structure.WriteEndArray();

        Assert.True(key.VerifyData(structure.Encode(), reader.ReadByteString(), HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Any_flipped_bit_is_found()
    {
        var message = Base45.TryDecode(SignedToken.Sign(Prefix, Said, key).AsSpan(Prefix.Length))!;
        var publicKey = key.ExportSubjectPublicKeyInfo();

        Assert.All(Enumerable.Range(0, message.Length * 8), bit =>
        {
            var changed = (byte[])message.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(SignedToken.TryParse(Prefix, Prefix + Base45.Encode(changed))?.IsSignedBy(publicKey) ?? false);
        });
    }

    [Fact]
    public void A_text_cut_anywhere_is_no_token()
    {
        var text = SignedToken.Sign(Prefix, Said, key);

        Assert.All(Enumerable.Range(0, text.Length), length => Assert.Null(SignedToken.TryParse(Prefix, text[..length])));
    }

    [Fact]
    public void A_text_longer_than_a_code_holds_is_none()
    {
        Assert.NotNull(SignedToken.TryParse(Prefix, SignedToken.Sign(Prefix, new byte[200], key)));
        Assert.Null(SignedToken.TryParse(Prefix, SignedToken.Sign(Prefix, new byte[300], key)));
    }
}
