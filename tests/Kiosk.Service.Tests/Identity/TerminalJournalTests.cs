using System.Runtime.Versioning;
using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Kiosk.Testing.Tpm;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.Identity;

[SupportedOSPlatform("linux")]
public sealed class TerminalJournalTests : IDisposable
{
    private const string Terminal = "HN-01";
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFolder folder = TestFolder.Fast();
    private KeyStoreSettings settings = KeyStoreSettings.InFile;

    private KioskFolders Folders => new(folder["data"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_first_start_makes_keys_for_the_owner_alone_and_the_public_one_beside_them()
    {
        Write(1);

        Assert.Equal(Owner, File.GetUnixFileMode(Folders.DeviceKeyFile));
        var newest = FoundCheckpoints.Load(Folders.Journal).Checkpoints[^1];
        Assert.True(newest.Note.IsSignedBy(NoteKey.Parse(File.ReadAllText(Folders.DevicePublicKeyFile).TrimEnd())));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(Folders.DevicePublicKeyFile), StringComparison.Ordinal);
    }

    [Fact]
    public void Later_starts_go_on_with_the_same_keys()
    {
        Write(1);
        var keys = File.ReadAllText(Folders.DeviceKeyFile);

        Write(2);

        Assert.Equal(keys, File.ReadAllText(Folders.DeviceKeyFile));
        Assert.Equal(3UL, JournalVerifier.Verify(Folders.Journal, frames: TerminalKeys.FrameKeyOf(Folders, KeyStoreSettings.InFile)).Frames);
    }

    [Fact]
    public void Two_terminals_make_different_keys()
    {
        Write(0);
        var first = File.ReadAllText(Folders.DevicePublicKeyFile);
        Directory.Delete(Folders.Data, recursive: true);

        Write(0);

        Assert.NotEqual(first, File.ReadAllText(Folders.DevicePublicKeyFile));
    }

    [Fact]
    public void A_first_start_that_a_power_cut_ended_between_journal_and_keys_is_completed()
    {
        Write(0);
        File.Delete(Folders.DeviceKeyFile);
        File.Delete(Folders.DevicePublicKeyFile);

        Write(1);

        Assert.True(File.Exists(Folders.DeviceKeyFile));
    }

    [Fact]
    public void A_public_key_that_is_missing_or_another_is_written_anew()
    {
        Write(1);
        var right = File.ReadAllText(Folders.DevicePublicKeyFile);
        File.Delete(Folders.DevicePublicKeyFile);
        Write(0);
        Assert.Equal(right, File.ReadAllText(Folders.DevicePublicKeyFile));

        File.WriteAllText(Folders.DevicePublicKeyFile, "x");
        Write(0);
        Assert.Equal(right, File.ReadAllText(Folders.DevicePublicKeyFile));
    }

    [Fact]
    public void Keys_that_are_missing_from_a_journal_with_records_are_not_made_anew()
    {
        Write(1);
        File.Delete(Folders.DeviceKeyFile);

        Refused($"{Folders.DeviceKeyFile} is missing");
        Assert.False(File.Exists(Folders.DeviceKeyFile));
    }

    [Fact]
    public void A_journal_that_is_missing_from_its_keys_is_not_begun_anew()
    {
        Write(1);
        Directory.Delete(Folders.Journal, recursive: true);

        Refused($"The journal in {Folders.Journal} is missing");
        Assert.False(Directory.Exists(Folders.Journal));
    }

    [Fact]
    public void Keys_of_another_terminal_are_refused()
    {
        Write(1);
        var other = new KioskFolders(folder["other"]);
        TerminalKeys.Open(other, Terminal, KeyStoreSettings.InFile, new DurableFiles()).Dispose();
        File.Copy(other.DeviceKeyFile, Folders.DeviceKeyFile, overwrite: true);

        Refused("is not signed by this terminal's key");
    }

    [Fact]
    public void A_damaged_key_file_is_refused_by_name_and_kept()
    {
        Write(1);
        var lines = File.ReadAllLines(Folders.DeviceKeyFile);

        Assert.All(Enumerable.Range(0, lines.Length), index =>
        {
            string[] damaged = [.. lines[..index], .. lines[(index + 1)..]];
            File.WriteAllLines(Folders.DeviceKeyFile, damaged);
            Refused(Folders.DeviceKeyFile);
            Assert.Equal(damaged, File.ReadAllLines(Folders.DeviceKeyFile));
        });
    }

    [Fact]
    public void A_key_file_that_others_may_read_is_refused_with_what_to_do()
    {
        Write(1);
        File.SetUnixFileMode(Folders.DeviceKeyFile, Owner | UnixFileMode.GroupRead);

        Refused($"chmod 600 {Folders.DeviceKeyFile}");
    }

    [Fact]
    public void Whatever_else_stands_in_the_place_of_the_key_file_is_called_what_it_is()
    {
        Write(1);
        var kept = folder["kept"];
        File.Move(Folders.DeviceKeyFile, kept);

        Directory.CreateDirectory(Folders.DeviceKeyFile);
        Refused("a folder");
        Directory.Delete(Folders.DeviceKeyFile);

        File.CreateSymbolicLink(Folders.DeviceKeyFile, kept);
        Refused("is a link");
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void An_old_disk_put_back_on_a_machine_with_a_TPM_is_refused()
    {
        using var tpm = new SoftwareTpm();
        settings = new("tpm", tpm.Address);
        Write(1);
        CopyData(Folders.Data, folder["old"]);
        Write(1);
        Directory.Delete(Folders.Data, recursive: true);
        CopyData(folder["old"], Folders.Data);

        Refused("An older copy of this terminal's disk was put back");
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void A_checkpoint_says_that_the_key_is_in_a_TPM()
    {
        using var tpm = new SoftwareTpm();
        settings = new("tpm", tpm.Address);
        Write(1);

        var newest = FoundCheckpoints.Load(Folders.Journal).Checkpoints[^1].Content;
        Assert.Equal(("tpm", 1UL), (newest.KeyKind, newest.Counter));
    }

    [Fact]
    public void The_journal_of_secret_meetings_passes_for_the_terminals_own_as_little_as_that_for_it()
    {
        Write(1);
        using var keys = TerminalKeys.Open(Folders, Terminal, settings, new DurableFiles());
        using (var secret = TerminalJournal.OpenSecret(Folders, Terminal, keys, new DurableFiles()))
        {
            secret.Append(Tap);
            secret.SignCheckpoint();
        }

        var known = GivenTerminals.Read(null, Folders);
        Assert.Equal(("HN-01-secret", true), (JournalVerifier.Verify(Folders.SecretJournal, known).TerminalId, JournalVerifier.Verify(Folders.SecretJournal, known).Signed.KeyId is not null));
        Directory.Move(Folders.Journal, folder["other"]);
        Directory.Move(Folders.SecretJournal, Folders.Journal);
        Directory.Move(folder["other"], Folders.SecretJournal);

        Refused("of terminal HN-01-secret, not HN-01.");
        Assert.Contains("of terminal HN-01, not HN-01-secret.", Assert.ThrowsAny<JournalException>(() => TerminalJournal.OpenSecret(Folders, Terminal, keys, new DurableFiles())).Message, StringComparison.Ordinal);
    }

    private static JournalRecord Tap { get; } = new(new(DateTimeOffset.UnixEpoch, ClockTrust.Rtc), JournalMode.VerifyOnly, "", "1", default, JournalOutcome.Denied, ReasonCode.CardMalformed, default);

    private static void CopyData(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private void Write(int records)
    {
        using var keys = TerminalKeys.Open(Folders, Terminal, settings, new DurableFiles());
        using var journal = TerminalJournal.Open(Folders, Terminal, keys, new DurableFiles());
        for (var number = 0; number < records; number++)
        {
            journal.Append(Tap);
        }

        journal.SignCheckpoint();
    }

    // What a start refuses, doctor refuses with the same sentence.
    private void Refused(string sentence)
    {
        Assert.Contains(sentence, Assert.ThrowsAny<JournalException>(() => Write(0)).Message, StringComparison.Ordinal);
        Assert.Contains(sentence, Assert.ThrowsAny<JournalException>(() => TerminalJournal.Check(Folders, Terminal, settings)).Message, StringComparison.Ordinal);
    }
}
