using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Feed.Tokens;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>Anybody checks a receipt on the page, without signing in.</summary>
public abstract class ReceiptPageContract(EngineFixture engine)
{
    private static readonly TestJournal Desk = new TestJournal("HN-07").Admit(1, 1);

    [Fact]
    public async Task A_receipt_of_a_terminal_whose_journal_is_collected_is_valid()
    {
        using var key = Desk.ExportKey();

        var answer = await AskAsync(Receipt().SignedWith(key));

        Assert.Contains("The receipt is valid, signed by terminal HN-07.", answer, StringComparison.Ordinal);
        Assert.Contains("HS-2026/0001", answer, StringComparison.Ordinal);
        Assert.Contains("06/12/2026", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_by_another_key_is_not_valid()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var answer = await AskAsync(Receipt().SignedWith(key));

        Assert.Contains("The receipt is NOT valid: it is not signed by the key of terminal HN-07, or was changed.", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("06/12/2026", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_of_a_terminal_that_nobody_knows_is_not_valid()
    {
        using var key = Desk.ExportKey();

        Assert.Contains("the key of terminal HN-99 is not known here", await AskAsync((Receipt() with { Number = ReceiptNumber.Of("HN-99", TestJournal.Morning, 1).ToString() }).SignedWith(key)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_else_is_pasted_is_no_receipt() => Assert.Contains("NOT valid: the text of the QR code is not whole", await AskAsync("<script>KR1:"), StringComparison.Ordinal);

    private static ProcedureReceipt Receipt() => new(ReceiptNumber.Of("HN-07", TestJournal.Morning, 1).ToString(), "CD-01", "HS-2026/0001", TestJournal.Morning, new DateOnly(2026, 12, 6));

    private async Task<string> AskAsync(string text)
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        await page.Ingest.StoreAsync(Desk.Batch(1, 1, signed: 1), Desk.Key, CancellationToken.None);
        using var browser = new TestBrowser(page.Address);
        using var answer = await browser.PostAsync("/r", "/r", ("receipt", text));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresReceiptPageTests(SharedPostgresFixture engine) : ReceiptPageContract(engine);

public sealed class SqliteReceiptPageTests(SqliteFixture engine) : ReceiptPageContract(engine), IClassFixture<SqliteFixture>;
