using System.Text;
using Kiosk.Feed.Metadata;
using Kiosk.Testing.Feed;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class SignedMetadataTests
{
    private static readonly DateTimeOffset NextYear = new(2027, 11, 25, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_threshold_of_signatures_must_be_met()
    {
        using var first = TestSigner.P256();
        using var second = TestSigner.Rsa();
        using var third = TestSigner.Ed25519();

        var metadata = await Timestamp(first, third);

        Assert.True(metadata.IsSignedBy(Needing(2, first, second, third)));
        Assert.False(metadata.IsSignedBy(Needing(3, first, second, third)));
        Assert.False(metadata.IsSignedBy(Needing(2, first, second)));
    }

    [Fact]
    public async Task A_key_id_listed_many_times_counts_once()
    {
        using var signer = TestSigner.P256();

        var metadata = await Timestamp(signer);

        Assert.False(metadata.IsSignedBy(new(new([signer.PublicKey.Id, signer.PublicKey.Id], 2), ById(signer.PublicKey))));
    }

    [Fact]
    public async Task One_key_under_two_ids_counts_once()
    {
        using var signer = TestSigner.P256();
        var alias = WithMember(signer.PublicKey, "note", "the same key, another id");
        var metadata = await Timestamp(signer);
        var twice = metadata with { Signatures = [.. metadata.Signatures, new(alias.Id, metadata.Signatures[0].Value)] };

        Assert.NotEqual(alias.Id, signer.PublicKey.Id);
        Assert.False(twice.IsSignedBy(new(new([signer.PublicKey.Id, alias.Id], 2), ById(signer.PublicKey, alias))));
        Assert.True(twice.IsSignedBy(new(new([alias.Id], 1), ById(alias))));
    }

    [Fact]
    public async Task An_unknown_key_does_not_invalidate_the_others()
    {
        using var signer = TestSigner.P256();
        using var other = TestSigner.P256();

        var metadata = await Timestamp(other, signer);

        Assert.True(metadata.IsSignedBy(new(new(["missing", signer.PublicKey.Id], 1), ById(signer.PublicKey))));
    }

    [Fact]
    public async Task Two_signatures_of_one_key_id_are_refused()
    {
        using var signer = TestSigner.P256();
        var text = Encoding.UTF8.GetString((await Timestamp(signer)).Bytes.Span);
        var signature = text[(text.IndexOf('[', StringComparison.Ordinal) + 1)..text.IndexOf(']', StringComparison.Ordinal)];

        Assert.Throws<MetadataFormatException>(() => MetadataParser.ParseTimestamp(Encoding.UTF8.GetBytes(text.Replace(signature, $"{signature},{signature}", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no hexadecimal")]
    [InlineData("123")]
    [InlineData("3045022100ee448afe2d25dd1f05afedac83a24e7df90f203615221434979153dc7cea6d4702207710015851e571885a77db8a6e42c4b2983a59b9e1ebec91178dfa2fb0d42ab8")]
    public async Task A_bad_signature_beside_a_good_one_is_ignored(string bad)
    {
        using var good = TestSigner.P256();
        using var other = TestSigner.P256();
        var metadata = await Timestamp(other, good);
        var text = Encoding.UTF8.GetString(metadata.Bytes.Span).Replace(Convert.ToHexStringLower(metadata.Signatures[0].Value.Span), bad, StringComparison.Ordinal);

        var parsed = MetadataParser.ParseTimestamp(Encoding.UTF8.GetBytes(text));

        Assert.Equal(1, parsed.CountSigners(Needing(1, good, other)));
    }

    [Fact]
    public async Task Unknown_members_are_covered_by_the_signature()
    {
        using var signer = TestSigner.P256();
        var text = Encoding.UTF8.GetString((await Timestamp(signer)).Bytes.Span);

        var extended = MetadataParser.ParseTimestamp(Encoding.UTF8.GetBytes(text.Replace("\"version\":7", "\"version\":7,\"x\":1", StringComparison.Ordinal)));

        Assert.False(extended.IsSignedBy(Needing(1, signer)));
        var signedAnew = MetadataParser.ParseTimestamp(await MetadataWriter.CoSignAsync(extended, [signer], CancellationToken.None));
        Assert.True(signedAnew.IsSignedBy(Needing(1, signer)));
        Assert.Contains("\"x\":1", Encoding.UTF8.GetString(signedAnew.Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task White_space_and_member_order_do_not_affect_the_signature()
    {
        using var signer = TestSigner.P256();
        var metadata = await Timestamp(signer);
        using var document = System.Text.Json.JsonDocument.Parse(metadata.Bytes);
        var pretty = $$"""
            { "signed" : {{document.RootElement.GetProperty("signed").GetRawText().Replace(",", " ,\n", StringComparison.Ordinal)}} ,
              "signatures" : {{document.RootElement.GetProperty("signatures").GetRawText()}} }
            """;

        Assert.True(MetadataParser.ParseTimestamp(Encoding.UTF8.GetBytes(pretty)).IsSignedBy(Needing(1, signer)));
    }

    private static async Task<SignedMetadata<TimestampMetadata>> Timestamp(params ISigner[] signers) =>
        MetadataParser.ParseTimestamp(await MetadataWriter.SignAsync(new TimestampMetadata(7, NextYear, new MetaFile(1)), signers, CancellationToken.None));

    private static Signatories Needing(int threshold, params ISigner[] signers) =>
        new(new([.. signers.Select(signer => signer.PublicKey.Id)], threshold), ById([.. signers.Select(signer => signer.PublicKey)]));

    private static Dictionary<string, TufKey> ById(params TufKey[] keys) => keys.ToDictionary(key => key.Id, StringComparer.Ordinal);

    private static TufKey WithMember(TufKey key, string name, string value)
    {
        var members = key.Json.EnumerateObject().ToDictionary(member => member.Name, object (member) => member.Value, StringComparer.Ordinal);
        members[name] = value;
        var json = System.Text.Json.JsonSerializer.SerializeToElement(members);
        return TufKey.Read(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(CanonicalJson.Encode(json))), new JsonFields(json, "key"));
    }
}
