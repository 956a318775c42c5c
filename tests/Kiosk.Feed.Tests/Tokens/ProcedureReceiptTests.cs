using System.Formats.Cbor;
using System.Security.Cryptography;
using Kiosk.Feed.Tokens;

namespace Kiosk.Feed.Tests.Tokens;

public sealed class ProcedureReceiptTests : IDisposable
{
    private static readonly ProcedureReceipt Receipt = new("HN-07-20261122-000042-0", "CD-01", "HS-2026/0001", new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero), new DateOnly(2026, 12, 6), "Xác nhận để vay vốn", "0011223344556677");

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => key.Dispose();

    [Fact]
    public void A_receipt_comes_back_as_it_was_signed()
    {
        Assert.Equal(Receipt, Read(Receipt));
        Assert.Equal(Receipt with { Case = null, Due = null, Purpose = null, Clerk = "" }, Read(Receipt with { Case = null, Due = null, Purpose = null, Clerk = "" }));
    }

    [Fact]
    public void It_fits_a_code_that_a_phone_reads_from_a_screen() => Assert.InRange((Receipt with { Purpose = ProcedureReceipt.ShortPurpose(new('ậ', 200)) }).SignedWith(key).Length, 1, 440);

    [Theory]
    [InlineData(1, 8)]
    [InlineData(3, 8)]
    [InlineData(2, 7)]
    [InlineData(2, 9)]
    public void Another_version_or_number_of_fields_is_no_receipt(int version, int fields) => Assert.Null(ProcedureReceipt.TryParse(Sign(writer => Write(writer, version, fields))));

    [Fact]
    public void What_follows_the_receipt_makes_it_none() => Assert.Null(ProcedureReceipt.TryParse(Sign(writer =>
    {
        Write(writer, version: 2, fields: 8);
        writer.WriteNull();
    })));

    [Fact]
    public void An_instant_that_no_calendar_holds_makes_it_none() => Assert.Null(ProcedureReceipt.TryParse(Sign(writer =>
    {
        writer.WriteStartArray(8);
        writer.WriteInt32(2);
        writer.WriteTextString("HN-07-20261122-000042-0");
        writer.WriteTextString("CD-01");
        writer.WriteNull();
        writer.WriteInt64(long.MaxValue);
        writer.WriteNull();
        writer.WriteNull();
        writer.WriteNull();
        writer.WriteEndArray();
    })));

    [Theory]
    [InlineData("Xác nhận để vay vốn", "Xác nhận để vay vốn")]
    [InlineData("Xác nhận tuổi đảng để đề nghị tặng Huy hiệu 40 năm tuổi Đảng đợt 3 tháng 2", "Xác nhận tuổi đảng để đề nghị tặng Huy hiệu 40 …")]
    public void A_long_purpose_is_cut_between_words(string purpose, string expected) => Assert.Equal(expected, ProcedureReceipt.ShortPurpose(purpose));

    private static void Write(CborWriter writer, int version, int fields)
    {
        writer.WriteStartArray(fields);
        writer.WriteInt32(version);
        for (var field = 1; field < fields; field++)
        {
            writer.WriteTextString("x");
        }

        writer.WriteEndArray();
    }

    private string Sign(Action<CborWriter> write)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, allowMultipleRootLevelValues: true);
        write(writer);
        return SignedToken.Sign(ProcedureReceipt.Prefix, writer.Encode(), key);
    }

    private ProcedureReceipt Read(ProcedureReceipt receipt)
    {
        var (content, token) = ProcedureReceipt.TryParse(receipt.SignedWith(key))!.Value;
        Assert.True(token.IsSignedBy(key.ExportSubjectPublicKeyInfo()));
        return content;
    }
}
