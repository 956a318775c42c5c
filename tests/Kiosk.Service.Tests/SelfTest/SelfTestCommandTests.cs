using System.Text.Json;
using Kiosk.Cards;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine;
using Kiosk.Service.SelfTest;
using Kiosk.Trials.Hostile;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.World;
using Kiosk.Verification;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.SelfTest;

/// <summary>The self-test can fail: each test plants one fault in the verifier and sees it reported.</summary>
public sealed class SelfTestCommandTests
{
    private static readonly HostileCase[] Sample = [.. HostileTable.All.Where(one => one.Row is 2 or 14 or 17)];

    [Fact]
    public async Task Nothing_is_reported_of_the_true_verifier()
    {
        var (code, output) = await PlayAsync(EvidenceVerifier.Verify, Sample);

        Assert.Equal(ExitCode.Done, code);
        Assert.DoesNotContain("FAIL", output, StringComparison.Ordinal);
        Assert.Contains($"{Sample.Length} cases, all answered as they must be", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(ReasonCode.KeyMismatch), "signed by another P-256 key")]
    [InlineData(nameof(ReasonCode.CertUsage), "EKU missing")]
    [InlineData(nameof(ReasonCode.CertExpired), "expired a year ago")]
    public async Task A_rule_that_was_lost_is_a_surprise(string rule, string hostile)
    {
        var lost = Enum.Parse<ReasonCode>(rule);

        var (code, output) = await PlayAsync((evidence, trust, answers, clock) =>
            EvidenceVerifier.Verify(evidence, trust, answers, clock) is Verdict.Rejected rejected && rejected.Code != lost ? rejected : Trust(evidence), Sample);

        Assert.Equal(ExitCode.No, code);
        Assert.Contains(LinesOf(output), line => line.StartsWith("FAIL", StringComparison.Ordinal) && line.Contains(hostile, StringComparison.Ordinal) && line.Contains("got A", StringComparison.Ordinal));
        Assert.Contains("Do not put this terminal into service", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_for_another_reason_is_a_surprise()
    {
        var (code, output) = await PlayAsync((evidence, trust, answers, clock) =>
            EvidenceVerifier.Verify(evidence, trust, answers, clock) is Verdict.Rejected { Code: ReasonCode.CertPolicy } ? new Verdict.Rejected(ReasonCode.CertUsage) : EvidenceVerifier.Verify(evidence, trust, answers, clock), Sample);

        Assert.Equal(ExitCode.No, code);
        Assert.Contains("Expected R cert.policy, got R cert.usage.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verifier_that_breaks_down_is_a_surprise()
    {
        var (code, output) = await PlayAsync((_, _, _, _) => throw new InvalidOperationException("Planted."), Sample);

        Assert.Equal(ExitCode.No, code);
        Assert.Contains("got R card.reader-fault", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_taps_less_than_it_should_is_a_surprise()
    {
        var lazy = new HostileCase(1, "nothing is tapped", Answer.Admit, (_, _) => Task.CompletedTask);

        var (code, output) = await PlayAsync(EvidenceVerifier.Verify, [lazy]);

        Assert.Equal(ExitCode.No, code);
        Assert.Contains("Expected A, got nothing.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_object_a_case_and_one_at_the_end()
    {
        var (_, output) = await PlayAsync(EvidenceVerifier.Verify, [.. Sample.Take(2)], asJson: true);

        var lines = LinesOf(output).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(3, lines.Length);
        Assert.Equal((2, "R key.mismatch", "R key.mismatch", true), (lines[0].GetProperty("row").GetInt32(), lines[0].GetProperty("expected").GetString(), lines[0].GetProperty("got").GetString(), lines[0].GetProperty("ok").GetBoolean()));
        Assert.Equal((2, 0), (lines[2].GetProperty("cases").GetInt32(), lines[2].GetProperty("surprises").GetInt32()));
    }

    private static string[] LinesOf(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<(int Code, string Output)> PlayAsync(VerifyEvidence verify, IReadOnlyList<HostileCase> cases, bool asJson = false)
    {
        using var run = new SelfTestRun(verify);
        await using var output = new StringWriter();
        var code = await SelfTestCommand.PlayAsync(run, cases, new SelfTestReport(output, asJson, Kiosk.Words.Language.English), CancellationToken.None);
        return (code, output.ToString());
    }

    private static Verdict.Trusted Trust(CardEvidence evidence)
    {
        var certificate = Certificate.Parse(evidence.Certificate);
        var card = new VerifiedCard(CardCertificateRules.FindUuid(certificate) ?? new byte[16], certificate.PublicKey.Encoded);
        return new Verdict.Trusted(card, Assurance.CardAuthenticationKey, new RevocationStatus.Good(TrialPki.Yesterday));
    }
}
