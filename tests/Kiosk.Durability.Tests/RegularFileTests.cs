using System.Diagnostics;
using System.Text;
using Kiosk.Testing.Durability;

namespace Kiosk.Durability.Tests;

public sealed class RegularFileTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly TestFolder folder = TestFolder.Fast();

    public RegularFileTests() => File.WriteAllText(folder["file"], "content");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_read_also_through_a_link()
    {
        File.CreateSymbolicLink(folder["link"], folder["file"]);

        Assert.Equal("content", Encoding.UTF8.GetString(RegularFile.Read(folder["file"], 7)));
        Assert.Equal("content", Encoding.UTF8.GetString(RegularFile.Read(folder["link"], 7)));
    }

    [Fact]
    public void One_that_is_longer_than_such_a_file_is_not_taken_into_memory() =>
        Assert.Equal($"{folder["file"]} has 7 bytes; such a file has 6 at most.", Assert.Throws<IOException>(() => RegularFile.Read(folder["file"], 6)).Message);

    [Theory]
    [InlineData("nowhere")]
    [InlineData("file/below")]
    public void Where_there_is_none_that_is_said(string name) =>
        Assert.Equal($"{folder[name]} is missing.", Assert.Throws<FileNotFoundException>(() => RegularFile.Read(folder[name], 7)).Message);

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_keeps_nobody_waiting()
    {
        using var made = Process.Start("mkfifo", [folder["pipe"]]);
        await made.WaitForExitAsync();

        var refused = await RefusalOfAsync(folder["pipe"]);

        Assert.Equal($"{folder["pipe"]}: this is a pipe, where a file belongs; take it away, and put the file there.", refused.Message);
    }

    [Fact]
    public async Task A_device_without_an_end_is_not_read()
    {
        File.CreateSymbolicLink(folder["endless"], "/dev/zero");

        var refused = await RefusalOfAsync(folder["endless"]);

        Assert.Equal($"{folder["endless"]}: this is a device, where a file belongs; take it away, and put the file there.", refused.Message);
    }

    [Fact]
    public async Task A_folder_is_called_one() => Assert.StartsWith("this is a folder", (await RefusalOfAsync(folder.Path)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("append")]
    [InlineData("truncate")]
    [InlineData("sync")]
    public async Task A_pipe_in_the_place_of_a_file_to_write_keeps_nobody_waiting(string what)
    {
        using var made = Process.Start("mkfifo", [folder["pipe"]]);
        await made.WaitForExitAsync();
        Action act = what switch
        {
            "append" => () => new DurableFiles().OpenAppend(folder["pipe"]).Dispose(),
            "truncate" => () => new DurableFiles().Truncate(folder["pipe"], 0),
            _ => () => new DurableFiles().Sync(folder["pipe"]),
        };

        await Assert.ThrowsAsync<IOException>(() => Task.Run(act).WaitAsync(Timeout));
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_to_write_is_called_one()
    {
        Directory.CreateDirectory(folder["taken"]);

        var refused = Assert.Throws<IOException>(() => new DurableFiles().Replace(folder["taken"], "new"u8));

        Assert.Equal($"{folder["taken"]}: this is a folder, where a file belongs; take it away.", refused.Message);
        Assert.False(File.Exists(folder["taken.tmp"]));
    }

    private static Task<NotAFileException> RefusalOfAsync(string path) =>
        Assert.ThrowsAsync<NotAFileException>(() => Task.Run(() => RegularFile.Read(path, 7)).WaitAsync(Timeout));
}
