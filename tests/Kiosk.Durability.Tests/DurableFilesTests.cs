using System.Runtime.Versioning;
using Kiosk.Testing.Durability;

namespace Kiosk.Durability.Tests;

[SupportedOSPlatform("linux")]
public sealed class DurableFilesTests : IDisposable
{
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFolder folder = new();
    private readonly DurableFiles files = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Appended_bytes_follow_the_existing_content()
    {
        File.WriteAllText(folder["log"], "one");
        using (var file = files.OpenAppend(folder["log"]))
        {
            Assert.Equal(3, file.Length);
            file.Append("two"u8);
            Assert.Equal(6, file.Length);
        }

        Assert.Equal("onetwo", File.ReadAllText(folder["log"]));
    }

    [Fact]
    public void New_files_belong_to_their_owner_alone()
    {
        files.OpenAppend(folder["appended"]).Dispose();
        files.Replace(folder["replaced"], "x"u8);

        Assert.Equal(OwnerReadsAndWrites, File.GetUnixFileMode(folder["appended"]));
        Assert.Equal(OwnerReadsAndWrites, File.GetUnixFileMode(folder["replaced"]));
    }

    [Fact]
    public void Replace_overwrites_the_old_content()
    {
        File.WriteAllText(folder["CURRENT"], "the old and longer content");

        files.Replace(folder["CURRENT"], "new"u8);

        Assert.Equal("new", File.ReadAllText(folder["CURRENT"]));
        Assert.Equal([folder["CURRENT"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_replacement_that_fails_leaves_nothing_behind()
    {
        Directory.CreateDirectory(folder["taken"]);

        var failure = Assert.ThrowsAny<IOException>(() => files.Replace(folder["taken"], "new"u8));

        Assert.Contains("this is a folder, where a file belongs", failure.Message, StringComparison.Ordinal);
        Assert.Equal([folder["taken"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Truncate_keeps_the_first_bytes()
    {
        File.WriteAllText(folder["log"], "whole and torn");

        files.Truncate(folder["log"], 5);

        Assert.Equal("whole", File.ReadAllText(folder["log"]));
    }

    [Fact]
    public void A_failure_names_call_path_and_errno()
    {
        var failure = Assert.ThrowsAny<IOException>(() => files.Sync(folder["missing"]));

        Assert.Equal($"open of {folder["missing"]} failed: No such file or directory (errno 2).", failure.Message);
        Assert.Equal(2, failure.HResult);
    }

    [Fact]
    public void A_failed_fsync_is_reported()
    {
        // A character device cannot be synced: fsync returns EINVAL, which .NET's own flush ignores.
        var failure = Assert.ThrowsAny<IOException>(() => files.Sync("/dev/null"));

        Assert.Equal("fsync of /dev/null failed: Invalid argument (errno 22).", failure.Message);
    }

    [Fact]
    public void A_failed_fdatasync_is_reported()
    {
        using var device = files.OpenAppend("/dev/null");

        var failure = Assert.ThrowsAny<IOException>(() => device.Append("x"u8));

        Assert.Equal("fdatasync of /dev/null failed: Invalid argument (errno 22).", failure.Message);
    }

    [Fact]
    public void A_full_disk_is_reported_and_the_file_refuses_further_writes()
    {
        using var full = files.OpenAppend("/dev/full");

        var first = Assert.Throws<DiskException>(() => full.Append("x"u8));
        var second = Assert.ThrowsAny<IOException>(() => full.Append("x"u8));

        Assert.Equal(
            "/dev/full could not be written. The disk of /dev is full; make room (df -h /dev says how much is left, sudo du -xhd2 $(findmnt -no TARGET -T /dev) what takes it; sudo journalctl --vacuum-size=50M and sudo apt-get clean free some).",
            first.Message);
        Assert.Equal(28, first.HResult);
        Assert.Contains("failed earlier", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_syncs() => files.SyncFolder(folder.Path);
}
