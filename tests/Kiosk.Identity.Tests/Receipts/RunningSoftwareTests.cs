using System.Formats.Cbor;
using System.Security.Cryptography;
using Kiosk.Feed.Tokens;
using Kiosk.Identity.Receipts;

namespace Kiosk.Identity.Tests.Receipts;

public sealed class RunningSoftwareTests : IDisposable
{
    private static readonly RunningSoftware Software = new("HN-07", "1.4.2", new string('a', 64), new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero));

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => key.Dispose();

    [Fact]
    public void A_statement_comes_back_as_it_was_signed()
    {
        Assert.Equal(Software, Read(Software));
        Assert.Equal(Software with { RootHash = null }, Read(Software with { RootHash = null }));
    }

    [Fact]
    public void It_fits_a_code_that_a_phone_reads_from_a_screen() => Assert.InRange(Software.SignedWith(key).Length, 1, 300);

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void A_root_hash_of_another_length_makes_it_none(int length) => Assert.Null(RunningSoftware.TryParse(Sign(version: 1, hash: new byte[length])));

    [Fact]
    public void Another_version_is_no_statement()
    {
        Assert.NotNull(RunningSoftware.TryParse(Sign(version: 1, hash: new byte[32])));
        Assert.Null(RunningSoftware.TryParse(Sign(version: 2, hash: new byte[32])));
    }

    [Fact]
    public void A_receipt_of_a_procedure_is_no_statement() =>
        Assert.Null(RunningSoftware.TryParse(RunningSoftware.Prefix + new ProcedureReceipt("HN-07-20261122-000042-0", "CD-01", null, Software.StatedAt, null).SignedWith(key)[ProcedureReceipt.Prefix.Length..]));

    private string Sign(int version, byte[] hash)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(5);
        writer.WriteInt32(version);
        writer.WriteTextString("HN-07");
        writer.WriteTextString("1.4.2");
        writer.WriteByteString(hash);
        writer.WriteInt64(0);
        writer.WriteEndArray();
        return SignedToken.Sign(RunningSoftware.Prefix, writer.Encode(), key);
    }

    private RunningSoftware Read(RunningSoftware software)
    {
        var (content, token) = RunningSoftware.TryParse(software.SignedWith(key))!.Value;
        Assert.True(token.IsSignedBy(key.ExportSubjectPublicKeyInfo()));
        return content;
    }
}
