using System.Security.Cryptography;

namespace Kiosk.Registry.Tests.Judging;

/// <summary>The desk judges what it publishes as terminals will (10-publish-unusable-crl): what none would use is refused by its file, and the last publication stays.</summary>
public sealed class PublicationJudgingTests : IAsyncLifetime, IDisposable
{
    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    private string Timestamp => files.At("desk/feed/metadata/timestamp.json");

    public async Task InitializeAsync()
    {
        files.WriteSource(DeskPki.Issue(1), DeskPki.Issue(2));
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task What_terminals_use_is_published_without_a_word()
    {
        var published = await PublishAsync();

        Assert.DoesNotContain("warning", published.With(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_somebody_else_is_refused()
    {
        files.Write("source/crls/root.crl", DeskPki.Stranger.IssueCrl(1));

        await RefusesAsync("crls/root.crl: The CRL", "Until then no terminal uses this list");
    }

    [Fact]
    public async Task A_list_for_one_distribution_point_is_refused()
    {
        files.Write("source/crls/root.crl", DeskPki.IssueCrlOfOnePoint());

        await RefusesAsync("crls/root.crl: The CRL covers only certificates of one distribution point");
    }

    [Theory]
    [InlineData(60, "crls/root.crl: the list is dated", "ahead of this machine's")]
    [InlineData(-30 * 24 * 60, "crls/root.crl: the list was due to be replaced on")]
    public async Task A_list_that_does_not_count_now_is_refused(int minutesFromNow, params string[] parts)
    {
        files.Write("source/crls/root.crl", DeskPki.Known.IssueCrl(1, TimeProvider.System.GetUtcNow().AddMinutes(minutesFromNow)));

        await RefusesAsync(parts);
    }

    [Fact]
    public async Task A_list_within_the_profiles_tolerance_is_published()
    {
        files.Write("source/crls/root.crl", DeskPki.Known.IssueCrl(1, TimeProvider.System.GetUtcNow().AddMinutes(5)));

        (await PublishAsync()).With(0);
    }

    [Fact]
    public async Task An_authority_without_a_list_is_refused()
    {
        Directory.Delete(files.At("source/crls"), recursive: true);

        await RefusesAsync("anchors/root.pem: no list in crls covers the certificates of this authority");
    }

    [Fact]
    public async Task An_issuer_below_no_anchor_is_refused()
    {
        files.Write("source/issuers/other.crt", DeskPki.Stranger.Certificate.ToArray());

        await RefusesAsync("issuers/other.crt: ", "No terminal would take a card or list of this authority");
    }

    [Fact]
    public async Task A_folder_without_an_anchor_is_refused()
    {
        Directory.Delete(files.At("source/anchors"), recursive: true);

        await RefusesAsync("there is no trust anchor");
    }

    [Fact]
    public async Task A_registry_that_nothing_can_be_sealed_to_is_refused()
    {
        files.Write("source/registry.crt", DeskPki.Known.Certificate.ToArray());

        await RefusesAsync("registry.crt: The registry's certificate must hold an RSA key");
    }

    [Fact]
    public async Task A_profile_that_no_terminal_can_read_is_refused()
    {
        files.Write("source/profile.json", """{ "aids": [] }""");

        await RefusesAsync("profile.json", "aids");
    }

    [Fact]
    public async Task A_card_of_somebody_else_is_refused_by_its_line()
    {
        files.WriteMembers([DeskPki.Issue(1), DeskPki.Issue(2).IssuedBy(DeskPki.Stranger)]);

        await RefusesAsync("provinces/01/members.csv line 3: certificate: The certificate's issuer is none of the trusted authorities", "No terminal would take this card");
    }

    [Fact]
    public async Task A_name_that_terminals_pass_over_is_refused()
    {
        File.Move(files.At("source/crls/root.crl"), files.At($"source/crls/{new string('a', 95)}.crl"));

        await RefusesAsync("terminals pass over names this long");
    }

    [Fact]
    public async Task A_good_list_does_not_give_way_to_one_that_terminals_refuse()
    {
        files.Write("source/crls/root.crl", DeskPki.Known.IssueCrl(7));
        (await PublishAsync()).With(0);
        files.Write("source/crls/root.crl", DeskPki.Known.IssueCrl(6));

        Assert.Contains("crls/root.crl: CRL number 6 is older than CRL number 7, which was published last", (await PublishAsync()).With(2).Error, StringComparison.Ordinal);

        files.Write("source/crls/root.crl", DeskPki.Known.IssueCrl(7, TimeProvider.System.GetUtcNow().AddMinutes(-5)));
        Assert.Contains("it bears CRL number 7 as the list that was published last, with other content", (await PublishAsync()).With(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_accepted_as_unusable_is_published_and_warned_of()
    {
        files.Write("source/issuers/other.crt", DeskPki.Stranger.Certificate.ToArray());

        var published = (await PublishAsync("--accept-unusable")).With(0);

        Assert.Contains("warning  issuers/other.crt: ", published.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_the_same()
    {
        files.Write("source/crls/root.crl", DeskPki.Stranger.IssueCrl(1));

        Assert.Contains("crls/root.crl: The CRL", (await PublishAsync("--check")).With(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cards_that_were_verified_for_the_last_publication_are_remembered_until_the_authorities_change()
    {
        (await PublishAsync()).With(0);
        Assert.Equal(3 * 32, new FileInfo(files.At("desk/verified.cards")).Length);

        files.Write("source/anchors/root.pem", PemEncoding.WriteString("CERTIFICATE", DeskPki.Stranger.Certificate.Span));
        files.Write("source/crls/root.crl", DeskPki.Stranger.IssueCrl(1));

        Assert.Contains("members.csv line 2: certificate: The certificate's issuer is none of the trusted authorities", (await PublishAsync()).With(2).Error, StringComparison.Ordinal);
    }

    private Task<Ended> PublishAsync(params string[] options) => Programs.RegistryAsync(["publish", "--desk", Desk, "--from", files.At("source"), .. options]);

    private async Task RefusesAsync(params string[] parts)
    {
        var refused = (await PublishAsync()).With(2);

        Assert.All(parts, part => Assert.Contains(part, refused.Error, StringComparison.Ordinal));
        Assert.False(File.Exists(Timestamp));
    }
}
