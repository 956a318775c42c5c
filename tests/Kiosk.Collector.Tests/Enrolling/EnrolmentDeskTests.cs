using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Storage.Sqlite;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.Enrolling;

[SupportedOSPlatform("linux")]
public sealed class EnrolmentDeskTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_CA_terminals_enrol_elsewhere() => Assert.Null(EnrolmentDesk.Open(folder.Path, makesUp: false, new DurableFiles(), TimeProvider.System));

    [Fact]
    public void A_made_up_CA_is_kept_for_the_next_start()
    {
        using var first = Open();
        using var second = Open();

        Assert.Equal(first.Authorities[0].RawData, second.Authorities[0].RawData);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["enrolment/ca.key"]));
    }

    [Fact]
    public async Task A_terminal_enrols_by_its_token_and_is_let_in_until_it_is_revoked()
    {
        using var desk = Open();
        await using var database = new SqliteDatabase(folder["collector.sqlite"]);
        await using var collector = await RunningCollector.StartAsync(database, desk.Authorities, desk);
        var token = desk.Invite("HN-01", ProvinceCode.Parse("01"), "1", collector.EnrolmentAddress);
        using var keys = KeyFile.Create(folder["device.key"], new DurableFiles());
        using var stranger = new TestTerminal("HN-09", collector.Address);
        using var response = await stranger.PostAsync(EnrolmentEndpoint.Path, Encoding.ASCII.GetBytes(EnrolmentRequest.Create("HN-01", keys, token).ToPem()));
        var answer = EnrolmentAnswer.Parse(await response.Content.ReadAsStringAsync());
        using var terminal = new TestTerminal("HN-01", collector.Address, keys.WithSigningKey(X509CertificateLoader.LoadCertificate(answer.SigningCertificate.Span)));
        terminal.Journal.Admit(1, 20);

        await terminal.StoreAsync(terminal.Journal.Batch(1, 10));
        new TerminalRegister(folder["enrolment/terminals"], new DurableFiles(), TimeProvider.System).Revoke("HN-01", "stolen");
        using var refused = await terminal.SendAsync(terminal.Journal.Batch(11, 10));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private EnrolmentDesk Open() => EnrolmentDesk.Open(folder.Path, makesUp: true, new DurableFiles(), TimeProvider.System)!;
}
