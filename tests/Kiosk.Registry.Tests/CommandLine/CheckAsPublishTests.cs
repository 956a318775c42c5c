using System.Text.Json;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.CommandLine;

/// <summary>A check says no to whatever a publication of the same folder would be refused for.</summary>
public sealed class CheckAsPublishTests : IAsyncLifetime, IDisposable
{
    private const string Loss = "01 members: 1 of 4 that terminals have would go, more than a tenth: put them back, or say --shrink if that is meant.";

    private static readonly IssuedCard[] Cards = [.. Enumerable.Range(0, 4).Select(number => DeskPki.Issue(number))];

    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    private string Source => files.At("source");

    public async Task InitializeAsync()
    {
        files.WriteSource(Cards);
        files.PutMeetingBehind();
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", Source)).With(0);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task What_terminals_would_lose_is_an_error_of_the_check_as_of_the_publication()
    {
        LoseOne();

        var output = (await CheckAsync()).With(1).Output;

        Assert.StartsWith($"error    {Loss}\n", output, StringComparison.Ordinal);
        Assert.EndsWith($"{Source} cannot be published: 1 error, 1 warning.\n", output, StringComparison.Ordinal);
        Assert.Contains($"registry: {Loss}\n", (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", Source)).With(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_terminals_would_lose_is_in_the_JSON_of_the_check()
    {
        LoseOne();

        using var json = JsonDocument.Parse((await CheckAsync("--json")).With(1).Output);

        Assert.False(json.RootElement.GetProperty("publishable").GetBoolean());
        Assert.Equal(Loss, json.RootElement.GetProperty("problems")[0].GetProperty("sentence").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("errors").GetInt32());
    }

    [Fact]
    public async Task A_loss_that_is_meant_is_none_for_the_check_either()
    {
        LoseOne();

        Assert.Contains("may be published: 0 errors", (await CheckAsync("--shrink")).With(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_is_older_than_what_was_published_is_an_error_of_the_check()
    {
        Directory.Delete(files.At("desk/feed"), recursive: true);

        Assert.Contains("error    " + Path.Combine(Desk, "feed") + " holds root 0 and timestamp 0, older than root 1", (await CheckAsync()).With(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audience_key_that_is_missing_is_an_error_of_the_check_as_of_the_publication()
    {
        var key = files.At("desk/keys/audience-01-1.pem");
        File.Delete(key);

        var output = (await CheckAsync()).With(1).Output;

        Assert.StartsWith($"error    {key}, the key under which the data of 01 was published, is missing: ", output, StringComparison.Ordinal);
        Assert.EndsWith($"{Source} cannot be published: 1 error, 1 warning.\n", output, StringComparison.Ordinal);
        Assert.Contains($"registry: {key}, the key under which", (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", Source)).With(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_before_the_first_publication_makes_no_audience_key()
    {
        (await Programs.RegistryAsync("init", "--desk", files.At("new"), "--province", "01")).With(0);

        (await Programs.RegistryAsync("publish", "--check", "--desk", files.At("new"), "--from", Source)).With(0);

        Assert.Empty(Directory.GetFiles(files.At("new/keys"), "audience-*"));
    }

    private void LoseOne()
    {
        files.WriteMembers(Cards[..3]);
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n" + string.Concat(Enumerable.Range(0, 3).Select(i => $"{i:D8},member\n")));
    }

    private Task<Ended> CheckAsync(params string[] options) => Programs.RegistryAsync(["publish", "--check", "--desk", Desk, "--from", Source, .. options]);
}
