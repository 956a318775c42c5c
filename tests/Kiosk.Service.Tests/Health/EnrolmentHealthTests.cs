using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Service.CommandLine;
using Kiosk.Service.Health;
using Kiosk.Service.Identity;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Health;

/// <summary>What status, readiness and metrics say of a terminal's enrolment, by its own files and by the feed.</summary>
public sealed class EnrolmentHealthTests
{
    private static readonly DateTimeOffset Until = TestPki.Now + TerminalAuthority.Lifetime;

    [Fact]
    public async Task A_terminal_without_certificates_is_ready_and_says_that_it_is_not_enrolled()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var terminal = await hall.OpenAsync();

        Assert.Equal("ready", terminal.Health.Summary);
        Assert.Equal((EnrolmentStage.NotEnrolled, "file"), (terminal.Health.Enrolment!.Stage, terminal.Health.Enrolment.KeyKind));
        Assert.Contains("\"enrolment\":{\"terminalId\":\"HN-01\",\"stage\":\"NotEnrolled\",\"keyKind\":\"file\"", terminal.StatusJsonText, StringComparison.Ordinal);
        Assert.Contains("\nkiosk_enrolled 0\n", terminal.MetricsText, StringComparison.Ordinal);
        Assert.Contains("\nkiosk_device_key_in_tpm 0\n", terminal.MetricsText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_that_arrive_while_it_runs_are_seen()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var terminal = await hall.OpenAsync();
        Assert.Equal(EnrolmentStage.NotEnrolled, terminal.Health.Enrolment!.Stage);

        var held = Enrol(hall.Folders.DeviceKeyFile, hall.Folders.EnrolmentFile);

        Assert.Equal((EnrolmentStage.Enrolled, held.NotAfter, held.RenewalDue), (terminal.Health.Enrolment!.Stage, terminal.Health.Enrolment.Until, terminal.Health.Enrolment.RenewalDue));
        Assert.Contains("\nkiosk_enrolled 1\n", terminal.MetricsText, StringComparison.Ordinal);
        var line = Assert.Single(StatusLines.Of(terminal.Status.Of(terminal.Health)), line => line.Name.English == "enrolment").Value;
        Assert.Equal($"HN-01: Enrolled until {Until:yyyy-MM-dd}; renewal is due from {held.RenewalDue:yyyy-MM-dd}. Its keys are in a file.", line.English);
        Assert.Equal($"HN-01: Đã ghi danh đến {Until:yyyy-MM-dd}; gia hạn từ {held.RenewalDue:yyyy-MM-dd}. Khóa của thiết bị nằm trong một tệp.", line.Vietnamese);
    }

    [Theory]
    [InlineData(0, nameof(EnrolmentStage.Enrolled), null)]
    [InlineData(366, nameof(EnrolmentStage.RenewalDue), null)]
    [InlineData(715, nameof(EnrolmentStage.RenewalDue), "renewal is due since")]
    [InlineData(731, nameof(EnrolmentStage.Expired), "The certificates expired on")]
    public void What_is_in_the_way_of_uploads_is_told_to_whoever_asks_for_readiness(int days, string stage, string? remark)
    {
        using var folder = TestFolder.Fast();
        KeyFile.Create(folder["device.key"], new DurableFiles()).Dispose();
        var (standing, now) = (new EnrolmentStanding("HN-01", "tpm", Enrol(folder["device.key"], folder["enrolment.json"])), TestPki.Now.AddDays(days));

        var report = EnrolmentReport.Of(standing, revoked: null, now);

        Assert.Equal(stage, report.Stage.ToString());
        Assert.Equal(remark is null, report.RemarkAt(now) is null);
        Assert.Contains(remark ?? "", report.Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revocation_by_the_feed_is_told_with_its_reason_and_day()
    {
        var report = EnrolmentReport.Of(new("HN-01", "file", null), new TerminalRevocation(TestPki.Now, "stolen"), TestPki.Now);

        Assert.Equal((EnrolmentStage.Revoked, TestPki.Now), (report.Stage, report.RevokedAt));
        Assert.Contains("stolen", report.Sentence.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_enrolment_is_told_by_its_file()
    {
        using var folder = TestFolder.Fast();
        File.WriteAllText(folder["enrolment.json"], "{");

        var report = EnrolmentReport.Of(new EnrolmentState(folder["enrolment.json"], "HN-01", "file").Read(), revoked: null, TestPki.Now);

        Assert.Equal(EnrolmentStage.Unreadable, report.Stage);
        Assert.Contains(folder["enrolment.json"], report.Sentence.English, StringComparison.Ordinal);
    }

    /// <summary>Of a terminal whose files were copied here, or of this one before it had to make new keys.</summary>
    [Fact]
    public async Task Certificates_for_other_keys_are_told_to_be_that()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var terminal = await hall.OpenAsync();
        using var folder = TestFolder.Fast();
        KeyFile.Create(folder["device.key"], new DurableFiles()).Dispose();

        Enrol(folder["device.key"], hall.Folders.EnrolmentFile);

        Assert.Equal(EnrolmentStage.Unreadable, terminal.Health.Enrolment!.Stage);
        Assert.Contains("holds certificates of terminal HN-01 for other keys than this terminal's", terminal.Health.Enrolment.Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificates_of_another_terminal_under_this_ones_name_are_told_to_be_that()
    {
        using var folder = TestFolder.Fast();
        KeyFile.Create(folder["device.key"], new DurableFiles()).Dispose();
        Enrol(folder["device.key"], folder["enrolment.json"]);
        File.WriteAllText(folder["enrolment.json"], File.ReadAllText(folder["enrolment.json"]).Replace("\"HN-01\"", "\"HN-02\"", StringComparison.Ordinal));

        var report = EnrolmentReport.Of(new EnrolmentState(folder["enrolment.json"], "HN-02", "file").Read(), revoked: null, TestPki.Now);

        Assert.Equal(EnrolmentStage.Unreadable, report.Stage);
        Assert.Contains("certificates of terminal HN-01", report.Sentence.English, StringComparison.Ordinal);
    }

    private static EnrolledCertificates Enrol(string keyFile, string enrolmentFile)
    {
        using var keys = KeyFile.Read(keyFile, files: null)!;
        using var authority = TerminalAuthority.Create("Terminals of a test", TestPki.Now);
        var answer = authority.Issue(EnrolmentRequest.Create("HN-01", keys, token: null), TestPki.Now);
        new EnrolmentFile("HN-01", Token: null, answer.ToPem(), CollectorUrl: null, CollectorPin: null).Write(enrolmentFile, new DurableFiles());
        return EnrolledCertificates.Of(answer, collector: null);
    }
}
