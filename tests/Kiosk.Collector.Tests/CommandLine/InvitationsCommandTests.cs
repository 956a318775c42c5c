using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using Kiosk.Collector.CommandLine;
using Kiosk.Collector.Tests.People;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;

namespace Kiosk.Collector.Tests.CommandLine;

/// <summary>Invitations that the collector signs with a key handed to it.</summary>
[SupportedOSPlatform("linux")]
public sealed class InvitationsCommandTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TestSource source = new TestSource().WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1"), ("Hoa Văn Bình", "Chi bộ 2")).WithMeeting("00000001,delegateElected,,,,,,,\n")
        .Write($"meetings/{TestSource.Meeting}.roster.csv", "card,class,invitation,name\n00000001,delegateElected,7,\n00000002,delegateElected,,\n,guest,12,Lê Thị Khách\n");

    public void Dispose()
    {
        key.Dispose();
        source.Dispose();
        folder.Dispose();
    }

    [FactWithTool("zbarimg")]
    public async Task Each_picture_holds_an_invitation_that_the_meeting_takes()
    {
        await ImportAsync(key.ExportPkcs8PrivateKeyPem());

        Assert.Equal(0, await RunAsync("invitations", TestSource.Meeting, "--out", folder["giay-moi"]));

        var meeting = JsonSerializer.Deserialize(await File.ReadAllTextAsync(Path.Combine(source.Path, "provinces", TestSource.Province, "meetings", $"{TestSource.Meeting}.json")), RecordJson.Meeting)! with { InvitationKeys = [key.ExportSubjectPublicKeyInfo()] };
        var text = (await ChildProcess.RunAsync("zbarimg", ["--quiet", "--raw", folder[$"giay-moi/{TestSource.Meeting}/12.png"]])).With(0).Output.TrimEnd('\n');
        var judged = InvitationJudgement.Of(text, meeting, meeting.Sessions[0].Opens);
        Assert.Equal((InvitationStanding.Genuine, "Lê Thị Khách"), (judged.Standing, judged.Invitation!.Name));
    }

    [Fact]
    public async Task One_number_alone_is_written_for_its_owner_alone()
    {
        await ImportAsync(key.ExportPkcs8PrivateKeyPem());

        Assert.Equal(0, await RunAsync("invitations", TestSource.Meeting, "--out", folder["giay-moi"], "--number", "7"));

        var written = Directory.GetFiles(folder[$"giay-moi/{TestSource.Meeting}"]);
        Assert.Equal(["7.pdf", "7.png", "all.pdf"], written.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(written, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_meeting_that_names_other_keys_gets_none_of_this_one()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = Path.Combine(source.Path, "provinces", TestSource.Province, "meetings", $"{TestSource.Meeting}.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("\"hidesTitle\"", $"\"invitationKeys\": [ \"{Convert.ToBase64String(other.ExportSubjectPublicKeyInfo())}\" ], \"hidesTitle\"", StringComparison.Ordinal));
        await ImportAsync(key.ExportPkcs8PrivateKeyPem());

        Assert.Equal(2, await RunAsync("invitations", TestSource.Meeting, "--out", folder["giay-moi"]));
        Assert.False(Directory.Exists(folder["giay-moi"]));
    }

    [Theory]
    [InlineData("khac")]
    [InlineData($"{TestSource.Meeting} --number 99")]
    [InlineData($"{TestSource.Meeting} --sign none.pem")]
    public async Task What_cannot_be_issued_is_wrong_use(string arguments)
    {
        await ImportAsync(key.ExportPkcs8PrivateKeyPem());

        Assert.Equal(2, await RunAsync(["invitations", .. arguments.Split(' '), "--out", folder["giay-moi"]]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    public async Task Without_a_key_that_signs_nothing_is_issued(string content)
    {
        await ImportAsync(content);

        Assert.Equal(2, await RunAsync("invitations", TestSource.Meeting, "--out", folder["giay-moi"]));
    }

    [Fact]
    public async Task A_key_of_another_curve_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await ImportAsync(other.ExportPkcs8PrivateKeyPem());

        Assert.Equal(2, await RunAsync("invitations", TestSource.Meeting, "--out", folder["giay-moi"]));
    }

    private async Task ImportAsync(string handedOver)
    {
        Directory.CreateDirectory(folder["data"]);
        await File.WriteAllTextAsync(folder["data/invitations.pem"], handedOver);
        Assert.Equal(0, await RunAsync("import", "--source", source.Path));
    }

    private Task<int> RunAsync(params string[] arguments) => CollectorCommand.RunAsync([.. arguments, "--dev", "--data", folder["data"]]);
}
