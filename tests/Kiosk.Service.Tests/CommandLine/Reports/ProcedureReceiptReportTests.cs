using System.Security.Cryptography;
using Kiosk.Feed.Tokens;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CommandLine.Reports;

public sealed class ProcedureReceiptReportTests : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero);

    private readonly TestFolder folder = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_receipt_of_a_known_terminal_is_valid()
    {
        var report = ReportOf(ReceiptAt(Morning).SignedWith(key), "HN-07");

        Assert.Equal((true, 0, "HN-07", null), (report.Valid, report.Code, report.TerminalId, report.Objection));
        Assert.Equal("valid  receipt no. HN-07-20261122-000042-U, signed by terminal HN-07\n  procedure CD-01\n  case      HS-1\n  purpose   vay vốn\n  received  08:30, 22/11/2026\n  due       06/12/2026\n  clerk     0011223344556677 (pseudonym)".Split('\n')[1..], report.In(Language.English).Split('\n')[1..]);
        Assert.StartsWith("hợp lệ  biên nhận số HN-07-20261122-000042-", report.In(Language.Vietnamese), StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_that_somebody_else_signed_is_not()
    {
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        AssertNotValid("it is not signed by the key of terminal HN-07, or was changed", ReceiptAt(Morning).SignedWith(another), "HN-07");
    }

    [Fact]
    public void A_receipt_of_a_terminal_that_nobody_knows_is_not() => AssertNotValid("the key of terminal HN-07 is not known here: name its public key with --terminals", ReceiptAt(Morning).SignedWith(key), "HN-08");

    [Fact]
    public void A_number_of_another_day_is_not() =>
        AssertNotValid("is not of the day that the receipt states", (ReceiptAt(Morning) with { RecordedAt = Morning.AddDays(1) }).SignedWith(key), "HN-07");

    [Fact]
    public void A_number_that_is_none_is_not() => AssertNotValid("its number is not a receipt number", (ReceiptAt(Morning) with { Number = "HN-07-20261122-000042-?" }).SignedWith(key), "HN-07");

    private static ProcedureReceipt ReceiptAt(DateTimeOffset instant) => new(ReceiptNumber.Of("HN-07", instant, 42).ToString(), "CD-01", "HS-1", instant, new DateOnly(2026, 12, 6), "vay vốn", "0011223344556677");

    private void AssertNotValid(string why, string text, string known)
    {
        var report = ReportOf(text, known);

        Assert.Equal((false, 1), (report.Valid, report.Code));
        Assert.Contains(why, report.In(Language.English), StringComparison.Ordinal);
    }

    /// <param name="known">The terminal whose key is that of this test.</param>
    private ProcedureReceiptReport ReportOf(string text, string known)
    {
        File.WriteAllText(folder["terminals.txt"], NoteKey.Create(Checkpoint.OriginOf(known), key.ExportSubjectPublicKeyInfo()).ToString());
        var judgement = ReceiptJudgement.Of(text, GivenTerminals.ReadAll(folder["terminals.txt"], new KioskFolders(folder["data"])).ReceiptKeysOf);
        return ProcedureReceiptReport.Of(judgement, judgement.Receipt!, Language.English);
    }
}
