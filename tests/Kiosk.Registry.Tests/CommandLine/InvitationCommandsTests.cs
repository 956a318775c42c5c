using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.CommandLine;

[SupportedOSPlatform("linux")]
public sealed class InvitationCommandsTests : IAsyncLifetime, IDisposable
{
    private const string Roster = "source/provinces/01/meetings/dai-hoi.roster.csv";

    private static readonly IssuedCard[] Cards = [DeskPki.Issue(0), DeskPki.Issue(1)];

    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    private string Source => files.At("source");

    public async Task InitializeAsync()
    {
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        files.WriteSource(Cards);
        files.Write(Roster, "card,class,invitation,name\n00000000,member,7,\n00000001,member,,\n,guest,12,Lê Thị Khách\n,memberWithoutVote,12b/2,Phạm Văn Dự Bị\n");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_desk_without_a_key_for_invitations_is_told_so_and_publishes_them_once_it_has_one()
    {
        var without = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", Source)).With(0);
        (await Programs.RegistryAsync("invitations", "key", "--desk", Desk)).With(0);

        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", Source)).With(0);

        Assert.Contains("the desk has no key that signs them yet, so that doors take none: registry invitations key makes it; then publish again.", without.Output + without.Error, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(files.At("desk/keys/invitations.pem")));
    }

    [Fact]
    public async Task A_meeting_that_names_keys_of_its_own_is_published_without_the_desks()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = files.At("source/provinces/01/meetings/dai-hoi.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("\"hidesTitle\"", $"\"invitationKeys\": [ \"{Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}\" ], \"hidesTitle\"", StringComparison.Ordinal));

        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", Source)).With(0);
    }

    [Fact]
    public async Task A_second_key_is_refused()
    {
        (await Programs.RegistryAsync("invitations", "key", "--desk", Desk)).With(0);

        Assert.Contains("is there already", (await Programs.RegistryAsync("invitations", "key", "--desk", Desk)).With(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_issued() =>
        Assert.Contains("registry invitations key makes it", (await Programs.RegistryAsync("invitations", "issue", "dai-hoi", "--from", Source, "--out", files.At("out"), "--desk", Desk)).With(2).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("no-such", "There is no meeting no-such in ")]
    [InlineData("dai-hoi", "lets nobody come by invitation")]
    public async Task What_cannot_be_issued_is_said(string meeting, string sentence)
    {
        (await Programs.RegistryAsync("invitations", "key", "--desk", Desk)).With(0);
        files.Write(Roster, "card,class\n00000000,member\n");

        Assert.Contains(sentence, (await Programs.RegistryAsync("invitations", "issue", meeting, "--from", Source, "--out", files.At("out"), "--desk", Desk)).With(2).Error, StringComparison.Ordinal);
    }

    [FactWithTool("zbarimg")]
    public async Task Each_persons_picture_holds_an_invitation_that_the_meeting_takes_and_tells_nobodys_name()
    {
        await IssueAsync();
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(files.At("desk/keys/invitations.pub.pem")));
        var meeting = JsonSerializer.Deserialize(await File.ReadAllTextAsync(files.At("source/provinces/01/meetings/dai-hoi.json")), RecordJson.Meeting)! with { InvitationKeys = [key.ExportSubjectPublicKeyInfo()] };

        var text = (await ReadAsync("zbarimg", "--quiet", "--raw", files.At("out/dai-hoi/12b-2.png"))).TrimEnd('\n');
        var judged = InvitationJudgement.Of(text, meeting, TimeProvider.System.GetUtcNow());

        Assert.Equal(InvitationStanding.Genuine, judged.Standing);
        Assert.Equal(("12b/2", "Phạm Văn Dự Bị"), (judged.Invitation!.Number.ToString(), judged.Invitation.Name));
        Assert.Equal(meeting.Sessions[0].Closes.ToUnixTimeSeconds(), judged.Invitation.Expires.ToUnixTimeSeconds());
    }

    [FactWithTool("pdftotext")]
    public async Task The_file_for_printing_has_a_page_a_person_in_the_order_of_their_numbers_and_their_list()
    {
        await IssueAsync("--office", "ĐẢNG ỦY PHƯỜNG BẾN NGHÉ");

        var pages = (await ReadAsync("pdftotext", "-layout", files.At("out/dai-hoi/all.pdf"), "-")).TrimEnd('\f', '\n').Split('\f');

        Assert.Equal(4, pages.Length);
        Assert.All(pages[..3].Zip(["Nguyễn Văn 0", "Lê Thị Khách", "Phạm Văn Dự Bị"]), page => Assert.Contains(page.Second, page.First, StringComparison.Ordinal));
        Assert.All(["ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG ỦY PHƯỜNG BẾN NGHÉ", "INVITATION", "No. 7", "To attend: Đại hội"], words => Assert.Contains(words, pages[0], StringComparison.Ordinal));
        Assert.All(["7", "12", "12b/2", "Lê Thị Khách"], words => Assert.Contains(words, pages[3], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_owner_reads_what_was_issued()
    {
        await IssueAsync();

        Assert.Equal(["12.pdf", "12.png", "12b-2.pdf", "12b-2.png", "7.pdf", "7.png", "all.pdf"], Directory.GetFiles(files.At("out/dai-hoi")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(files.At("out/dai-hoi")), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(files.At("out/dai-hoi")));
    }

    private async Task IssueAsync(params string[] options)
    {
        (await Programs.RegistryAsync("invitations", "key", "--desk", Desk)).With(0);
        (await Programs.RegistryAsync(["invitations", "issue", "dai-hoi", "--from", Source, "--out", files.At("out"), "--desk", Desk, .. options])).With(0);
    }

    private static async Task<string> ReadAsync(string tool, params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync(tool, arguments);
        Assert.True(ended.ExitCode == 0, ended.Errors);
        return ended.Output;
    }
}
