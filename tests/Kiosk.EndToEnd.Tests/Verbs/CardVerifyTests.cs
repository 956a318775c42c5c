using System.Globalization;
using System.Text.Json.Nodes;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;
using Kiosk.Verification.Reasons;

namespace Kiosk.EndToEnd.Tests.Verbs;

public sealed class CardVerifyTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static readonly string[] ByCache = ["--cache", SharedWorld.Cache];

    private static readonly string[] ByFiles =
    [
        "--anchor", SharedWorld.Source("anchors", "root.crt"),
        "--intermediate", SharedWorld.Source("issuers", "issuing-1.crt"), SharedWorld.Source("issuers", "issuing-2.crt"),
        "--crl", SharedWorld.Source("crls", "root.crl"), "--crl", SharedWorld.Source("crls", "issuing-1.crl"),
        "--profile", SharedWorld.Source("profile.json"),
    ];

    /// <summary>Numbers of the demo's cards whose verdict depends on the card alone.</summary>
    public static TheoryData<int, string> Verdicts => new()
    {
        { 1, "trusted" }, { 2, "trusted" }, { 3, "rejected" }, { 4, "rejected" }, { 5, "rejected" }, { 7, "rejected" }, { 8, "rejected" }, { 11, "unread" }, { 12, "unread" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task A_cache_judges_a_card(int number, string verdict) => await AssertVerdictAsync(number, verdict, ByCache);

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task Files_judge_a_card_as_the_cache_that_is_built_from_them(int number, string verdict) => await AssertVerdictAsync(number, verdict, ByFiles);

    [Fact]
    public async Task For_people_it_prints_verdict_code_and_assurance_and_claims_no_record()
    {
        var ended = await VerifyAsync(DemoCard.GoodP256, ByCache);

        ended.AssertExit(0);
        Assert.StartsWith("trusted  ok  assurance CardAuthenticationKey  revocation as of ", ended.OutputLines[0], StringComparison.Ordinal);
        Assert.Equal(["The card is in order."], ended.OutputLines.Skip(1));
    }

    [Fact]
    public async Task For_people_it_says_the_age_of_a_list_in_days_from_two_days_on()
    {
        var instant = DateTimeOffset.UtcNow.AddDays(20).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        var ended = await VerifyAsync(DemoCard.GoodP256, [.. ByCache, "--at", instant]);

        ended.AssertExit(1);
        Assert.Matches("  revocation as of [-0-9]{10}T[:0-9]{8}Z, 2[0-9] days before$", ended.OutputLines[0]);
    }

    [Theory]
    [InlineData(-366, "rejected", "cert.not-yet-valid", 1)]
    [InlineData(0, "trusted", "ok", 0)]
    [InlineData(8, "undecidable", "revocation.stale", 1)]
    [InlineData(1826, "rejected", "cert.expired", 1)]
    public async Task A_card_can_be_judged_as_of_another_day(int days, string verdict, string code, int exit)
    {
        var instant = DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        var json = (await VerifyAsync(DemoCard.GoodP256, [.. ByCache, "--at", instant, "--json"])).AssertExit(exit).Json;

        Assert.Equal((verdict, code), (json.GetProperty("verdict").GetString(), json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_verdict_says_as_of_when_and_how_old_that_is()
    {
        var instant = DateTimeOffset.UtcNow.AddDays(8).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        var json = (await VerifyAsync(DemoCard.GoodP256, [.. ByCache, "--at", instant, "--json"])).AssertExit(1).Json;

        var asOf = json.GetProperty("revocationAsOf").GetDateTimeOffset();
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture) - asOf, TimeSpan.Parse(json.GetProperty("revocationAge").GetString()!, CultureInfo.InvariantCulture));
        Assert.InRange(asOf, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow);
    }

    [Theory]
    [InlineData("WellEnough", 2)]
    [InlineData("FloorOnly", 0)]
    public async Task The_trust_in_the_clock_can_be_given(string trust, int exit) =>
        (await VerifyAsync(DemoCard.GoodP256, [.. ByCache, "--clock-trust", trust])).AssertExit(exit);

    [Fact]
    public async Task Without_revocation_lists_the_verdict_stays_open()
    {
        var json = (await VerifyAsync(DemoCard.GoodP256, [.. ByFiles[..5], "--json"])).AssertExit(1).Json;

        Assert.Equal(("undecidable", "revocation.unknown"), (json.GetProperty("verdict").GetString(), json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Either_a_cache_or_anchors_must_be_given()
    {
        var neither = await VerifyAsync(DemoCard.GoodP256, []);
        var both = await VerifyAsync(DemoCard.GoodP256, [.. ByCache, .. ByFiles]);

        Assert.All([neither, both], ended => Assert.Contains("Give either --cache DIR or --anchor FILE", ended.AssertExit(2).Errors, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01T00:00:00Z")]
    public async Task A_wrong_instant_is_refused(string instant) =>
        (await VerifyAsync(DemoCard.GoodP256, [.. ByCache, "--at", instant])).AssertRefused(2, $"--at \"{instant}\" is not an instant");

    [Fact]
    public async Task Evidence_of_a_card_is_printed_for_later()
    {
        var json = (await KioskProcess.RunAsync("card", "read", "--card", SharedWorld.Card(DemoCard.GoodP256), "--json")).AssertExit(0).Json;

        Assert.Equal("11", json.GetProperty("keyAlgorithm").GetString());
        Assert.NotEmpty(json.GetProperty("certificate").GetBytesFromBase64());
        Assert.NotEmpty(json.GetProperty("answer").GetBytesFromBase64());
    }

    [Theory]
    [InlineData(0, 0, "trusted", "ok")]
    [InlineData(0, 8, "undecidable", "revocation.stale")]
    [InlineData(2, 1, "rejected", null)]
    public async Task A_card_read_today_is_judged_another_day(int card, int days, string verdict, string? code)
    {
        var evidence = await ReadAsync(DemoCard.All[card]);
        var instant = DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        var json = (await KioskProcess.RunAsync(["card", "verify", "--evidence", evidence, .. ByCache, "--at", instant, "--json"])).AssertExit(days + card == 0 ? 0 : 1).Json;

        Assert.Equal((verdict, code ?? ReasonTable.NameOf(DemoCard.All[card].Expected)), (json.GetProperty("verdict").GetString(), json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Evidence_that_was_changed_is_rejected()
    {
        var evidence = await ReadAsync(DemoCard.GoodP256);
        var changed = JsonNode.Parse(await File.ReadAllTextAsync(evidence))!.AsObject();
        changed["terminalId"] = "ANOTHER";
        await File.WriteAllTextAsync(evidence, changed.ToJsonString());

        (await KioskProcess.RunAsync(["card", "verify", "--evidence", evidence, .. ByFiles])).AssertExit(1);
    }

    [Fact]
    public async Task Evidence_stands_in_for_the_card_and_must_be_evidence()
    {
        var (image, both) = (SharedWorld.Card(DemoCard.GoodP256), await ReadAsync(DemoCard.GoodP256));

        (await KioskProcess.RunAsync(["card", "verify", "--evidence", image, .. ByCache])).AssertRefused(2, $"{image}: This is no card evidence as kiosk card read prints it");
        Assert.Contains("--evidence stands in for the card", (await VerifyAsync(DemoCard.GoodP256, [.. ByCache, "--evidence", both])).AssertExit(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_cannot_be_read_is_no_error_but_the_answer_no()
    {
        var ended = await KioskProcess.RunAsync("card", "read", "--card", SharedWorld.Card(DemoCard.RemovedEarly));

        ended.AssertExit(1);
        Assert.Equal(
            $"{SharedWorld.Card(DemoCard.RemovedEarly)}: card.removed: The card was taken away before it was read.\n{ReasonTable.Of(ReasonCode.CardRemoved).OperatorRemedy.English}",
            ended.Errors);
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> ReadAsync(DemoCard card)
    {
        var read = (await KioskProcess.RunAsync("card", "read", "--card", SharedWorld.Card(card), "--profile", SharedWorld.Source("profile.json"))).AssertExit(0);
        await File.WriteAllTextAsync(folder["evidence.json"], read.Output);
        return folder["evidence.json"];
    }

    private static async Task AssertVerdictAsync(int number, string verdict, string[] by)
    {
        var card = DemoCard.All[number - 1];

        var json = (await VerifyAsync(card, [.. by, "--json"])).AssertExit(verdict == "trusted" ? 0 : 1).Json;

        Assert.Equal(verdict, json.GetProperty("verdict").GetString());
        Assert.Equal(verdict == "trusted" ? "ok" : ReasonTable.NameOf(card.Expected), json.GetProperty("code").GetString());
        Assert.Equal(verdict == "trusted" ? "CardAuthenticationKey" : "None", json.GetProperty("assurance").GetString());
    }

    private static Task<Ended> VerifyAsync(DemoCard card, IEnumerable<string> arguments) =>
        KioskProcess.RunAsync(["card", "verify", "--card", SharedWorld.Card(card), .. arguments]);
}
