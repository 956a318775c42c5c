using System.Runtime.Versioning;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.Identity;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Identity;

[SupportedOSPlatform("linux")]
public sealed class DeviceKeyFileTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    private string Private => folder["device.key"];

    private string Public => folder["device.pub"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Keys_are_made_once_for_the_owner_alone_and_read_back()
    {
        var made = Open();
        var read = Open();

        Assert.Equal(made.Signer.Key.ToString(), read.Signer.Key.ToString());
        Assert.True(SignedNote.Sign("text\n", made.Signer).IsSignedBy(read.Signer.Key));
        Assert.True(TagOf(made).SequenceEqual(TagOf(read)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Private));
    }

    [Fact]
    public void The_public_key_beside_it_verifies_what_the_private_one_signs()
    {
        var keys = Open();

        Assert.True(SignedNote.Sign("text\n", keys.Signer).IsSignedBy(NoteKey.Parse(File.ReadAllText(Public).TrimEnd())));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(Public), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_terminals_make_different_keys()
    {
        var first = Open();
        File.Delete(Private);

        Assert.NotEqual(first.Signer.Key.Id, Open().Signer.Key.Id);
    }

    [Fact]
    public void Missing_keys_of_a_journal_are_not_made_anew()
    {
        var refused = Assert.Throws<JournalException>(() => Open(hasJournal: true));

        Assert.Contains($"{Private} is missing", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_damaged_file_is_refused_by_name_and_kept()
    {
        Open();
        var lines = File.ReadAllLines(Private);
        Assert.All(Enumerable.Range(0, lines.Length), index =>
        {
            string[] damaged = [.. lines[..index], .. lines[(index + 1)..]];
            File.WriteAllLines(Private, damaged);
            Assert.Contains(Private, Assert.Throws<JournalException>(() => Open()).Message, StringComparison.Ordinal);
            Assert.Equal(damaged, File.ReadAllLines(Private));
        });
    }

    [Fact]
    public void A_folder_in_its_place_is_refused()
    {
        Directory.CreateDirectory(Private);

        Assert.Contains(Private, Assert.Throws<JournalException>(() => Open()).Message, StringComparison.Ordinal);
    }

    private static byte[] TagOf(JournalKeys keys)
    {
        var tag = new byte[FrameKey.TagLength];
        keys.Frames.Tag("frame"u8, tag);
        return tag;
    }

    private JournalKeys Open(bool hasJournal = false) => DeviceKeyFile.Open(Private, Public, "HN-01", hasJournal, new DurableFiles());
}
