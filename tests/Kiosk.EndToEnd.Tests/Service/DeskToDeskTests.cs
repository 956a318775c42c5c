using System.Globalization;
using Kiosk.EndToEnd.Tests.Field;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Identity.Opening;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>From the desk where members stand to the desk that publishes and back: real programs of registry, terminals and collector, in one run.</summary>
public sealed class DeskToDeskTests : IDisposable
{
    private const string PastMeeting = "sinh-hoat-thang-truoc";
    private const string PastTitle = "Sinh hoạt chi bộ tháng trước";

    private static readonly DateTimeOffset LastWeek = TimeProvider.System.GetUtcNow().AddDays(-7);

    private readonly CopiedSource source = new();

    public void Dispose() => source.Dispose();

    [Fact]
    public async Task A_new_card_is_handed_over_and_what_its_holder_asked_for_comes_back_by_the_next_publication()
    {
        source.IssueSecondCard();
        source.WriteMeeting($"{PastMeeting}.json", Meeting);
        source.Invite(PastMeeting);
        await using var terminal = await DeskTerminal.CreateAsync(KeyStoreSettings.InFile);
        using var collector = await CollectorProcess.StartAsync(terminal["collector"]);
        terminal.ConfigureDesk("PHAT-THE", collector);
        await terminal.EnrolByStickAsync();
        (await terminal.PublishAsync(source.Root)).AssertExit(0);
        (await terminal.ImportAsync()).AssertExit(0);
        (await collector.RunAsync("import", "--feed", terminal.Feed, "--feed-root", terminal.FeedRoot)).AssertExit(0);
        (await collector.RunAsync("import", "--source", source.Root)).AssertExit(0);
        await using var service = await terminal.RunAsync("Bàn tiếp nhận chưa mở");

        await terminal.TapAsync(service, DemoCard.Staff, "Bàn tiếp nhận mở đến");
        await terminal.TapAsync(service, DemoCard.GoodP256, "Đã đọc thẻ cũ");
        await terminal.TapAsync(service, DemoCard.GoodRsa, "Đã bàn giao thẻ");
        await LookAsync(terminal, service);
        await terminal.TouchAsync(service, "choose:2 continue", "Đã ghi nhận đề nghị sửa thông tin");
        await LookAsync(terminal, service);
        await terminal.TouchAsync(service, "attendance", "Đã ghi nhận đề nghị xem việc dự họp");
        await CollectAsync(terminal, collector);

        Assert.Contains(",unit,", Assert.Single(await File.ReadAllLinesAsync(terminal["corrections.csv"]), line => !line.StartsWith("card", StringComparison.Ordinal)), StringComparison.Ordinal);
        (await terminal.PublishAsync(source.Root)).AssertExit(0);
        (await terminal.ImportAsync()).AssertExit(0);
        await LookAsync(terminal, service);
        await terminal.TouchAsync(service, "attendance", "Việc dự họp của đồng chí");
        Assert.EndsWith($",\"{PastTitle}\",", Assert.Single((await File.ReadAllLinesAsync(source.OwnAttendance))[1..]), StringComparison.Ordinal);
        await using var door = await terminal.AnotherAsync("HN-02");
        (await door.PublishAsync(source.Root)).AssertExit(0);
        (await door.ImportAsync()).AssertExit(0);
        await using var checkIn = await door.RunAsync();
        await door.TapAsync(checkIn, DemoCard.GoodP256, "bàn hỗ trợ");
        await door.TapAsync(checkIn, DemoCard.GoodRsa, "Chào mừng đồng chí");
    }

    private static string Meeting => string.Create(CultureInfo.InvariantCulture, $$"""
        { "id": "{{PastMeeting}}", "title": "{{PastTitle}}", "kind": "cellMeeting", "key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "hidesTitle": false,
          "sessions": [ { "id": "phien-1", "title": "Phiên 1", "opens": "{{LastWeek:yyyy-MM-dd'T'HH:mm:ss'Z'}}", "starts": "{{LastWeek.AddMinutes(30):yyyy-MM-dd'T'HH:mm:ss'Z'}}", "closes": "{{LastWeek.AddHours(3):yyyy-MM-dd'T'HH:mm:ss'Z'}}" } ],
          "quorum": { "numerator": 1, "denominator": 2, "rounding": "moreThan", "legalReference": "x", "approvedBy": "y" } }
        """);

    /// <summary>The holder of the new card looks at their own record, which takes two taps.</summary>
    private static async Task LookAsync(DeskTerminal terminal, KioskProcess service)
    {
        await terminal.TouchAsync("back record");
        await terminal.TapAsync(service, DemoCard.GoodRsa, "nhấc thẻ rồi đặt lại");
        await terminal.TapAsync(service, DemoCard.GoodRsa, "chạm vào dòng chưa đúng");
    }

    /// <summary>The registry's clerk takes what the desks recorded, once all three requests are there.</summary>
    private async Task CollectAsync(DeskTerminal terminal, CollectorProcess collector)
    {
        var key = terminal["registry.pem"];
        await File.WriteAllTextAsync(key, PemOf(SharedWorld.Source("registry.crt")) + await File.ReadAllTextAsync(Path.Combine(SharedWorld.World.Folder, "registry-demo-key.pem")));
        await Eventually.IsAsync(
            async () => (await collector.RunAsync("requests", "--open-with", key, "--cards", source.EndedCards, "--corrections", terminal["corrections.csv"], "--attendance", source.OwnAttendance, "--json")).AssertExit(0).Json.GetProperty("requests").GetArrayLength() == 3,
            "the collector has the card, the correction and the question");
    }

    private static string PemOf(string certificate)
    {
        using var loaded = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(certificate);
        return loaded.ExportCertificatePem() + "\n";
    }
}
