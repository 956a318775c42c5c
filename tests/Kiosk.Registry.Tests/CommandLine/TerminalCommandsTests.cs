using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Registry.Files;

namespace Kiosk.Registry.Tests.CommandLine;

public sealed class TerminalCommandsTests : IAsyncLifetime, IDisposable
{
    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    public async Task InitializeAsync() => (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_token_is_printed_as_text_and_QR_code_and_written_to_a_file()
    {
        var added = (await Programs.RegistryAsync("terminal", "add", "HN-01", "--desk", Desk, "--out", files.At("token"))).With(0);

        var token = EnrolmentToken.Parse(await File.ReadAllTextAsync(files.At("token")));
        Assert.Equal(("HN-01", null), (token.TerminalId, token.Collector));
        Assert.Contains(token.ToString(), added.Output, StringComparison.Ordinal);
        // The upper part of the first finder pattern, with its quiet zone.
        Assert.Contains("\n████ ▄▄▄▄▄ █", added.Output, StringComparison.Ordinal);
        Assert.InRange(added.Output.Split('\n').Max(line => line.StartsWith('█') ? line.Length : 0), 20, 79);
    }

    [Fact]
    public async Task A_signed_request_is_listed_and_published_and_a_revocation_is_a_delta_without_a_source_folder()
    {
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.WriteSource([]))).With(0);
        await SignAsync("HN-01", "keys-1");
        (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);
        (await Programs.RegistryAsync("terminal", "revoke", "HN-01", "--reason", "stolen", "--desk", Desk)).With(0);

        var report = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.At("source"))).With(0);

        Assert.Contains("01 terminals version 2: 1 row", report.Output, StringComparison.Ordinal);
        Assert.Equal("stolen", Published().Revoked?.Reason);
        Assert.Contains("HN-01  province 01  revoked at", (await Programs.RegistryAsync("terminal", "list", "--desk", Desk)).With(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_terminal_with_the_same_id_is_refused_in_both_languages_until_the_first_is_revoked()
    {
        await SignAsync("HN-01", "keys-1");
        var request = await RequestAsync("HN-01", "keys-2");

        var refused = (await Programs.RegistryAsync("terminal", "sign", request, "--desk", Desk)).With(2);
        var refusedInVietnamese = (await Programs.RegistryInVietnameseAsync("terminal", "sign", request, "--desk", Desk)).With(2);
        (await Programs.RegistryAsync("terminal", "revoke", "HN-01", "--reason", "replaced", "--desk", Desk)).With(0);
        await SignAsync("HN-01", "keys-2");

        Assert.Contains("Terminal HN-01 is enrolled with another key", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Thiết bị HN-01 đã được ghi danh bằng khóa khác", refusedInVietnamese.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_in_JSON_says_states_and_no_token()
    {
        await SignAsync("HN-01", "keys-1");
        (await Programs.RegistryAsync("terminal", "add", "HN-02", "--desk", Desk)).With(0);

        var list = (await Programs.RegistryAsync("terminal", "list", "--desk", Desk, "--json")).With(0).Output;

        using var document = JsonDocument.Parse(list);
        Assert.Equal(["enrolled", "awaited"], document.RootElement.GetProperty("terminals").EnumerateArray().Select(one => one.GetProperty("state").GetString()));
        Assert.DoesNotContain("secret", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_CAs_key_may_be_under_a_pass_phrase()
    {
        var phrase = files.Write("phrase", "mật khẩu thử 1\n");
        (await Programs.RegistryAsync("terminal", "add", "HN-02", "--desk", Desk, "--encrypt", "--pass-phrase-file", phrase)).With(0);
        var request = await RequestAsync("HN-01", "keys-1");

        (await Programs.RegistryAsync("terminal", "sign", request, "--desk", Desk, "--pass-phrase-file", phrase)).With(0);
        (await Programs.RegistryAsync("terminal", "sign", request, "--desk", Desk)).With(2);

        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY", await File.ReadAllTextAsync(files.At("desk/keys/terminals.pem")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_that_did_not_renew_in_time_is_named_by_the_list_and_by_every_publication()
    {
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.WriteSource([]))).With(0);
        var past = new PastTime();
        var register = new TerminalRegister(files.At("desk/terminals"), new DurableFiles(), past);
        using var authority = TerminalAuthority.Create("Terminals of then", past.GetUtcNow());
        using var keys = KeyFile.Create(files.At("keys-1"), new DurableFiles());
        register.Sign(EnrolmentRequest.Create("HN-01", keys, register.Add("HN-01", ProvinceCode.Parse("01"), door: null, collector: null)), authority);

        var listed = (await Programs.RegistryAsync("terminal", "list", "--desk", Desk)).With(0);
        var published = (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);

        Assert.Contains("HN-01  province 01  its certificates EXPIRED on", listed.Output, StringComparison.Ordinal);
        Assert.Contains("the certificates of terminal HN-01 expired on", published.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminals_of_a_province_without_a_folder_do_not_hold_up_the_publication_of_another()
    {
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "02")).With(0);
        (await Programs.RegistryAsync("terminal", "add", "HN-01", "--desk", Desk, "--province", "02", "--out", files.At("token"))).With(0);
        using var store = KeyFile.Create(files.At("keys-1"), new DurableFiles());
        var request = files.Write("request.pem", EnrolmentRequest.Create("HN-01", store, EnrolmentToken.Parse(await File.ReadAllTextAsync(files.At("token")))).ToPem());
        (await Programs.RegistryAsync("terminal", "sign", request, "--desk", Desk)).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.WriteSource([]))).With(0);

        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.At("source"))).With(0);
    }

    [Theory]
    [InlineData("upper-case letters", "add", "hn 01")]
    [InlineData("the desk has 01", "add", "HN-01", "--province", "02")]
    [InlineData("is not enrolled", "revoke", "HN-01", "--reason", "stolen")]
    [InlineData("the file is missing", "sign", "/nowhere/request.pem")]
    public async Task What_cannot_be_done_is_refused_with_its_remedy(string sentence, params string[] arguments) =>
        Assert.Contains(sentence, (await Programs.RegistryAsync(["terminal", .. arguments, "--desk", Desk])).With(2).Error, StringComparison.Ordinal);

    /// <summary>A year after a certificate of then has ended.</summary>
    private sealed class PastTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddYears(-3);
    }

    private async Task SignAsync(string id, string keys) => (await Programs.RegistryAsync("terminal", "sign", await RequestAsync(id, keys), "--desk", Desk)).With(0);

    /// <summary>A request by a new token, with keys of its own.</summary>
    private async Task<string> RequestAsync(string id, string keys)
    {
        (await Programs.RegistryAsync("terminal", "add", id, "--desk", Desk, "--out", files.At("token"))).With(0);
        using var store = KeyFile.Read(files.At(keys), files: null) ?? KeyFile.Create(files.At(keys), new DurableFiles());
        return files.Write($"{keys}.request.pem", EnrolmentRequest.Create(id, store, EnrolmentToken.Parse(await File.ReadAllTextAsync(files.At("token")))).ToPem());
    }

    private TerminalRecord Published()
    {
        using var tree = new FeedTree(files.At("desk/feed"), new DiskSync());
        var row = Assert.Single(PublishedFeed.Read(tree)!.RowsOf(tree, ProvinceCode.Parse("01"), DataClass.Terminals).Select(row => row.Value.ToArray()));
        return JsonSerializer.Deserialize(row, RecordJson.Terminal)!;
    }
}
