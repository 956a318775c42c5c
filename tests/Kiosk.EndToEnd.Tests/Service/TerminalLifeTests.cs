using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Testing.Skipping;
using Kiosk.Testing.Tpm;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>A terminal from its token to a signed tap, with the real programs of desk, terminal and collector.</summary>
public sealed class TerminalLifeTests
{
    [Fact]
    public async Task Enrolled_by_stick_it_opens_the_sealed_feed_and_signs_the_tap_that_it_takes()
    {
        await using var terminal = await DeskTerminal.CreateAsync(KeyStoreSettings.InFile);

        await terminal.EnrolByStickAsync();
        await terminal.PublishAndSyncAsync();
        await terminal.TapAsync(() => Task.CompletedTask);

        await AssertSignedTapAsync(terminal, "file");
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public async Task With_keys_in_a_TPM_the_same_then_over_HTTPS_at_a_collector_that_takes_its_journal_over_mutual_TLS()
    {
        using var tpm = new SoftwareTpm();
        await using var terminal = await DeskTerminal.CreateAsync(new("tpm", tpm.Address));
        using var collector = await CollectorProcess.StartAsync(terminal["collector"]);

        await terminal.EnrolByStickAsync();
        await terminal.PublishAndSyncAsync();
        terminal.Configure(collector.Address, collector.Key);
        (await terminal.KioskAsync("enrol", "--token", await collector.InviteAsync(DeskTerminal.Id))).AssertExit(0);
        var receipt = Path.Combine(terminal.Folders.Upload, "newest.receipt");
        await terminal.TapAsync(() => Eventually.IsAsync(() => Task.FromResult(File.Exists(receipt)), "the collector has given a receipt"));

        await AssertSignedTapAsync(terminal, "tpm");
        Assert.True((await terminal.KioskAsync("receipt", "verify", receipt, "--collector", collector.Key, "--json")).AssertExit(0).Json.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task Of_two_terminals_with_one_id_the_desk_enrols_one()
    {
        await using var terminal = await DeskTerminal.CreateAsync(KeyStoreSettings.InFile);
        await terminal.EnrolByStickAsync();
        Directory.Move(terminal.Folders.Data, terminal["first"]);

        (await terminal.KioskAsync("enrol", "--token", await terminal.InviteAsync(), "--request", terminal.Stick)).AssertExit(0);
        var refused = (await terminal.SignAsync()).AssertExit(2);

        Assert.Contains("HN-01", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("registry terminal revoke HN-01", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_terminals_with_one_id_the_collector_enrols_one()
    {
        await using var terminal = await DeskTerminal.CreateAsync(KeyStoreSettings.InFile);
        using var collector = await CollectorProcess.StartAsync(terminal["collector"]);
        (await terminal.KioskAsync("enrol", "--token", await collector.InviteAsync(DeskTerminal.Id))).AssertExit(0);
        Directory.Move(terminal.Folders.Data, terminal["first"]);

        (await terminal.KioskAsync("enrol", "--token", await collector.InviteAsync(DeskTerminal.Id))).AssertRefused(2, "HN-01", "revoke");
    }

    [Fact]
    public async Task A_collectors_token_is_printed_as_text_and_as_a_code_for_the_terminals_scanner()
    {
        await using var terminal = await DeskTerminal.CreateAsync(KeyStoreSettings.InFile);
        using var collector = await CollectorProcess.StartAsync(terminal["collector"]);

        var printed = (await collector.RunAsync("enrol", DeskTerminal.Id, "--at", collector.Address)).AssertExit(0).Output;

        Assert.Contains("\n████ ▄▄▄▄▄ █", printed, StringComparison.Ordinal);
        Assert.Matches("\nkiosk-enrol:1\\?id=HN-01&until=.*&pin=", printed);
        Assert.Contains("kiosk enrol --token", printed, StringComparison.Ordinal);
    }

    /// <summary>The journal holds the tap, vouched for by this terminal's key, whose kind the checkpoint states.</summary>
    private static async Task AssertSignedTapAsync(DeskTerminal terminal, string kind)
    {
        var verified = (await terminal.KioskAsync("log", "verify", "--json")).AssertExit(0).Json;
        var newest = FoundCheckpoints.Load(terminal.Folders.Journal).Checkpoints[^1].Content;
        var records = (await terminal.KioskAsync("log", "export", "--json")).AssertExit(0).JsonLines;

        Assert.True(verified.GetProperty("vouched").GetBoolean());
        Assert.Matches("^[0-9a-f]{8}$", verified.GetProperty("signedBy").GetString());
        Assert.Equal(verified.GetProperty("records").GetUInt64(), verified.GetProperty("signedRecords").GetUInt64());
        Assert.Equal((DeskTerminal.Id, kind), (newest.TerminalId, newest.KeyKind));
        Assert.Single(records, record => record.GetProperty("outcome").GetString() == "admitted");
    }
}
