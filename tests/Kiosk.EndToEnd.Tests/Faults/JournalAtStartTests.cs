using System.Runtime.Versioning;
using Kiosk.Durability;
using Kiosk.EndToEnd.Tests.Pcsc;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.EndToEnd.Tests.Service;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Testing.Skipping;
using Kiosk.Testing.Tpm;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>A journal, or keys beside it, that cannot be used when the service starts: a screen with code and remedy, status and health pages, and no exit.</summary>
[SupportedOSPlatform("linux")]
public sealed class JournalAtStartTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Installation installation = new();
    private KeyStoreSettings keyPlace = KeyStoreSettings.InFile;

    private KioskFolders Folders => installation.Folders;

    private string Kept => installation["kept"];

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Keys_that_are_missing_and_put_back()
    {
        MakeJournal(frames: 1);
        File.Move(Folders.DeviceKeyFile, Kept);

        await AssertOutAndBackAsync($"{Folders.DeviceKeyFile} is missing", () => File.Move(Kept, Folders.DeviceKeyFile));
    }

    [Fact]
    public async Task Keys_that_others_may_read_until_they_may_not()
    {
        MakeJournal(frames: 1);
        File.SetUnixFileMode(Folders.DeviceKeyFile, Owner | UnixFileMode.OtherRead);

        await AssertOutAndBackAsync($"chmod 600 {Folders.DeviceKeyFile}", () => File.SetUnixFileMode(Folders.DeviceKeyFile, Owner));
    }

    [Fact]
    public async Task A_journal_that_is_missing_from_its_keys_and_put_back()
    {
        MakeJournal(frames: 1);
        Directory.Move(Folders.Journal, Kept);

        await AssertOutAndBackAsync($"The journal in {Folders.Journal} is missing", () => Directory.Move(Kept, Folders.Journal));
    }

    [Fact]
    public async Task Checkpoints_that_are_missing_and_put_back()
    {
        MakeJournal(frames: 65);
        var checkpoints = Path.Combine(Folders.Journal, "checkpoints");
        File.Move(checkpoints, Kept);

        await AssertOutAndBackAsync("the checkpoints were removed", () => File.Move(Kept, checkpoints));
    }

    [Fact]
    public async Task A_journal_of_another_terminal_with_its_keys_until_the_terminals_own_are_back()
    {
        SetAside();
        MakeJournal(frames: 1, terminalId: "XX-99");

        await AssertOutAndBackAsync("terminal XX-99, not HN-01", () =>
        {
            File.Delete(Folders.DeviceKeyFile);
            Directory.Delete(Folders.Journal, recursive: true);
            File.Move(installation["kept.key"], Folders.DeviceKeyFile);
            Directory.Move(Kept, Folders.Journal);
        });
    }

    [Fact]
    public async Task A_broken_frame_which_is_kept_as_it_is()
    {
        MakeJournal(frames: 3);
        var segment = JournalFolder.SegmentPath(Folders.Journal, 1);
        var good = await File.ReadAllBytesAsync(segment);
        byte[] broken = [.. good];
        broken[broken.Length / 2] ^= 0x10;
        await File.WriteAllBytesAsync(segment, broken);

        await AssertOutAndBackAsync("at byte", () =>
        {
            Assert.Equal(broken, File.ReadAllBytes(segment));
            File.WriteAllBytes(segment, good);
        });
    }

    [Fact]
    public async Task A_journal_shorter_than_its_checkpoint()
    {
        MakeJournal(frames: 1);
        var segment = JournalFolder.SegmentPath(Folders.Journal, 1);
        var shorter = await File.ReadAllBytesAsync(segment);
        MakeJournal(frames: 2);
        var good = await File.ReadAllBytesAsync(segment);
        await File.WriteAllBytesAsync(segment, shorter);

        await AssertOutAndBackAsync("checkpoint", () => File.WriteAllBytes(segment, good));
    }

    [FactAsRoot]
    public async Task A_journal_folder_that_the_service_may_not_read()
    {
        MakeJournal(frames: 1);
        Assert.Equal(0, (await Programs.RunAsync("chown", ["-R", "65534:65534", installation["."]], CancellationToken.None)).ExitCode);
        File.SetUnixFileMode(Folders.Journal, UnixFileMode.None);

        await AssertOutAndBackAsync(Folders.Journal, () => File.SetUnixFileMode(Folders.Journal, Owner | UnixFileMode.UserExecute), "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    // A start raises the counter in the TPM above what the old disk's newest checkpoint states.
    [FactWithTool(SoftwareTpm.Tool)]
    public async Task An_old_copy_of_the_disk_on_a_machine_with_a_TPM_until_the_newer_one_is_back()
    {
        using var tpm = new SoftwareTpm();
        keyPlace = new("tpm", tpm.Address);
        SetAside();
        MakeJournal(frames: 1);
        await CopyDataAsync(installation["old"]);
        MakeJournal(frames: 1);
        Directory.Move(installation.Data, installation["newer"]);
        Directory.Move(installation["old"], installation.Data);

        await using var service = await StartOutAsync("An older copy of this terminal's disk was put back");
        foreach (var part in (string[])["device.key", "journal"])
        {
            Directory.Move(Path.Combine(installation.Data, part), installation[$"old {part}"]);
            Directory.Move(Path.Combine(installation["newer"], part), Path.Combine(installation.Data, part));
        }

        // The cache was made for the keys that were set aside, so it is all that is wrong now.
        await Eventually.IsAsync(async () => (await StatusAsync()).Output.StartsWith("NOT READY  terminal.cache: ", StringComparison.Ordinal), "the journal's outage is over");
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    /// <summary>Takes keys and journal out of the data folder.</summary>
    private void SetAside()
    {
        File.Move(Folders.DeviceKeyFile, installation["kept.key"]);
        Directory.Move(Folders.Journal, Kept);
    }

    private async Task CopyDataAsync(string to) =>
        Assert.Equal(0, (await Programs.RunAsync("cp", ["-a", installation.Data, to], CancellationToken.None)).ExitCode);

    private async Task AssertOutAndBackAsync(string cause, Action mend, params IReadOnlyList<string> launcher)
    {
        await using var service = await StartOutAsync(cause, launcher);
        mend();
        await installation.ReadyAsync();
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    private async Task<KioskProcess> StartOutAsync(string cause, params IReadOnlyList<string> launcher)
    {
        var service = KioskProcess.Start(launcher, new Dictionary<string, string>(StringComparer.Ordinal) { ["Kiosk__Identity__Keys"] = keyPlace.Kind!, ["Kiosk__Identity__Tpm"] = keyPlace.Tpm.Text }, "run", "--screen", "text", "--config", installation.SettingsFile);

        await service.Output.UntilAsync("terminal.journal");
        Assert.Equal(200, await installation.StatusOfAsync("/health/live"));
        Assert.Equal(503, await installation.StatusOfAsync("/health/ready"));
        var status = (await StatusAsync()).AssertExit(1);
        Assert.StartsWith("NOT READY  terminal.journal: ", status.Output, StringComparison.Ordinal);
        Assert.Contains(cause, status.Output, StringComparison.Ordinal);
        return service;
    }

    private Task<Ended> StatusAsync() => KioskProcess.RunAsync("status", "--data", installation.Data);

    /// <summary>What an earlier run would have left behind, the last record signed.</summary>
    private void MakeJournal(int frames, string terminalId = Installation.TerminalId)
    {
        using var keys = TerminalKeys.Open(Folders, terminalId, keyPlace, new DurableFiles());
        using var journal = TerminalJournal.Open(Folders, terminalId, keys, new DurableFiles());
        for (var frame = 0; frame < frames; frame++)
        {
            journal.Append(JournalNotes.At(DateTimeOffset.UnixEpoch.AddSeconds(frame)));
        }

        journal.SignCheckpoint();
    }
}
