using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Identity.Receipts;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CommandLine.Reports;

public sealed class RunningSoftwareReportTests : IDisposable
{
    private static readonly string Hash = new('a', 64);
    private static readonly Release Released = new("1.4.2", "arm64", Hash, null);
    private static readonly RunningSoftware Software = new("HN-07", "1.4.2", Hash, new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero));

    private readonly TestFolder folder = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_terminal_that_runs_a_released_version_is_found_to()
    {
        var report = ReportOf(Software, [Released]);

        Assert.Equal((true, 0, null), (report.Valid, report.Code, report.Objection));
        Assert.Equal($"valid  terminal HN-07 states and signs: it runs the released version 1.4.2\n  root hash {Hash}", string.Join('\n', report.In(Language.English).Split('\n')[..2]));
        Assert.StartsWith("hợp lệ  máy HN-07 nêu và ký", report.In(Language.Vietnamese), StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_that_was_never_released_is_none() => AssertNotValid("which is none of the releases", Software with { RootHash = new('b', 64) }, [Released]);

    [Fact]
    public void The_root_of_another_version_than_stated_is_none() => AssertNotValid("the root hash is that of version 1.4.2, while terminal HN-07 states version 1.5.0", Software with { Version = "1.5.0" }, [Released]);

    [Fact]
    public void A_program_that_was_not_started_from_an_image_is_none() => AssertNotValid("was not started from a released image", Software with { RootHash = null }, [Released]);

    [Fact]
    public void Without_a_signed_list_nothing_is_confirmed() => AssertNotValid("no signed list of releases is known here", Software, null);

    [Fact]
    public void What_another_key_signed_is_none()
    {
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        AssertNotValid("it is not signed by the key of terminal HN-07", Software, [Released], another);
    }

    private void AssertNotValid(string why, RunningSoftware software, IReadOnlyList<Release>? releases, ECDsa? signer = null)
    {
        var report = ReportOf(software, releases, signer);

        Assert.Equal((false, 1), (report.Valid, report.Code));
        Assert.Contains(why, report.In(Language.English), StringComparison.Ordinal);
    }

    private RunningSoftwareReport ReportOf(RunningSoftware software, IReadOnlyList<Release>? releases, ECDsa? signer = null)
    {
        File.WriteAllText(folder["terminals.txt"], NoteKey.Create(Checkpoint.OriginOf("HN-07"), key.ExportSubjectPublicKeyInfo()).ToString());
        var (stated, token) = RunningSoftware.TryParse(software.SignedWith(signer ?? key))!.Value;
        return RunningSoftwareReport.Of(stated, token, GivenTerminals.ReadAll(folder["terminals.txt"], new KioskFolders(folder["data"])), releases, Language.English);
    }
}
