using System.Runtime.Versioning;
using System.Security.Cryptography;
using Kiosk.Collector.Enrolling;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.Enrolling;

/// <summary>A collector that signs terminals by a CA below the desk's.</summary>
[SupportedOSPlatform("linux")]
public sealed class AuthorityFilesTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly TerminalAuthority desk = TerminalAuthority.Create("Terminals of a test", TimeProvider.System.GetUtcNow());

    private AuthorityFiles Files => new(folder.Path, new DurableFiles());

    public void Dispose()
    {
        desk.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_terminal_that_enrols_here_has_two_links_to_the_desk_which_takes_it_in()
    {
        Install();
        using var collector = EnrolmentDesk.Open(folder.Path, makesUp: false, new DurableFiles(), TimeProvider.System)!;

        var answer = Enrol(collector, "HN-01");
        var handed = TerminalHandover.Parse(collector.HandOver().ToJson(), desk.Certificates[^1], TimeProvider.System.GetUtcNow());

        Assert.Equal((2, "HALL"), (answer.Authorities.Count, TerminalCertificate.Parse(answer.SigningCertificate).Issuer));
        Assert.Equal(("01", "HN-01"), (Assert.Single(handed.Terminals).Province, handed.Terminals[0].Record.Id));
    }

    [Fact]
    public void After_the_CA_was_renewed_terminals_of_the_one_before_are_still_handed_over()
    {
        Install();
        using (var before = EnrolmentDesk.Open(folder.Path, makesUp: false, new DurableFiles(), TimeProvider.System)!)
        {
            Enrol(before, "HN-01");
        }

        Install();
        using var after = EnrolmentDesk.Open(folder.Path, makesUp: false, new DurableFiles(), TimeProvider.System)!;

        Assert.Single(TerminalHandover.Parse(after.HandOver().ToJson(), desk.Certificates[^1], TimeProvider.System.GetUtcNow()).Terminals);
        Assert.Equal(3, after.Authorities.Count);
    }

    [Fact]
    public void A_power_cut_between_certificate_and_key_is_made_good_at_the_next_start()
    {
        var request = Files.Request("HALL");
        File.WriteAllText(folder["enrolment/ca.pem"], desk.IssueAuthority(request, TimeProvider.System.GetUtcNow()));

        using var loaded = Files.Load();

        Assert.False(File.Exists(folder["enrolment/request.key"]));
        Assert.Equal(2, loaded.Certificates.Count);
    }

    [Fact]
    public void What_was_signed_for_another_key_or_by_another_desk_is_not_installed()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = TerminalAuthority.Create("Another desk", TimeProvider.System.GetUtcNow());
        Install();
        var request = Files.Request("HALL");

        Assert.Contains("no certificate for this collector's newest request", RefusalOf(desk.IssueAuthority(AuthorityRequest.Create("HALL", stranger), TimeProvider.System.GetUtcNow())), StringComparison.Ordinal);
        Assert.Contains("already has another CA", RefusalOf(other.IssueAuthority(request, TimeProvider.System.GetUtcNow())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_the_desks_root_is_not_installed()
    {
        var whole = desk.IssueAuthority(Files.Request("HALL"), TimeProvider.System.GetUtcNow());
        const string End = "-----END CERTIFICATE-----\n";

        Assert.Contains("does not lead to the desk's CA", RefusalOf(whole[..(whole.IndexOf(End, StringComparison.Ordinal) + End.Length)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_another_root_or_with_a_certificate_of_another_CA_is_refused()
    {
        Install();
        using var collector = EnrolmentDesk.Open(folder.Path, makesUp: false, new DurableFiles(), TimeProvider.System)!;
        Enrol(collector, "HN-01");
        using var other = TerminalAuthority.Create("Another desk", TimeProvider.System.GetUtcNow());
        using var keys = KeyFile.Create(folder["other.key"], new DurableFiles());
        var forged = other.Issue(EnrolmentRequest.Create("HN-02", keys, token: null), TimeProvider.System.GetUtcNow());
        var list = collector.HandOver();
        var withForged = list with { Terminals = [.. list.Terminals, new("01", new TerminalRecord("HN-02", null, forged.SigningCertificate, forged.DecryptionCertificate))] };

        Assert.Contains("does not belong to this desk's CA", Assert.Throws<EnrolmentException>(() => TerminalHandover.Parse(list.ToJson(), other.Certificates[^1], TimeProvider.System.GetUtcNow())).Message, StringComparison.Ordinal);
        Assert.Contains("the certificates of terminal HN-02 are not issued by the CA beside them", Assert.Throws<EnrolmentException>(() => TerminalHandover.Parse(withForged.ToJson(), desk.Certificates[^1], TimeProvider.System.GetUtcNow())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_desks_revocation_keeps_a_terminal_from_renewing_here()
    {
        Install();
        using var collector = EnrolmentDesk.Open(folder.Path, makesUp: false, new DurableFiles(), TimeProvider.System)!;
        var answer = Enrol(collector, "HN-01");
        using var keys = KeyFile.Read(folder["HN-01.key"], files: null)!;

        collector.Apply([new TerminalRecord("HN-01", null, answer.SigningCertificate, answer.DecryptionCertificate, new(TimeProvider.System.GetUtcNow(), "stolen"))]);

        Assert.Equal(403, collector.Endpoint.Answer(System.Text.Encoding.ASCII.GetBytes(EnrolmentRequest.Create("HN-01", keys, token: null).ToPem())).Status);
    }

    private void Install() => Files.Install(desk.IssueAuthority(Files.Request("HALL"), TimeProvider.System.GetUtcNow()), TimeProvider.System.GetUtcNow());

    private string RefusalOf(string certificates) => Assert.Throws<EnrolmentException>(() => Files.Install(certificates, TimeProvider.System.GetUtcNow())).Message;

    private EnrolmentAnswer Enrol(EnrolmentDesk collector, string id)
    {
        using var keys = KeyFile.Create(folder[$"{id}.key"], new DurableFiles());
        var token = collector.Invite(id, ProvinceCode.Parse("01"), "2", new(new("https://collector.example/"), new('A', 43)));
        var answer = EnrolmentAnswer.Parse(System.Text.Encoding.ASCII.GetString(collector.Endpoint.Answer(System.Text.Encoding.ASCII.GetBytes(EnrolmentRequest.Create(id, keys, token).ToPem())).Body));
        answer.Check(id, keys, token, knownRoot: null, TimeProvider.System.GetUtcNow());
        return answer;
    }
}
