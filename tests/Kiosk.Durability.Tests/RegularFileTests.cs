using System.Text;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Durability.Tests;

public sealed class RegularFileTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly TestFolder folder = TestFolder.Fast();

    public RegularFileTests() => File.WriteAllText(folder["file"], "content");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_read_through_a_link_too()
    {
        File.CreateSymbolicLink(folder["link"], folder["file"]);

        Assert.Equal("content", Encoding.UTF8.GetString(RegularFile.Read(folder["file"], 7)));
        Assert.Equal("content", Encoding.UTF8.GetString(RegularFile.Read(folder["link"], 7)));
    }

    [Fact]
    public void A_file_over_the_maximum_length_is_refused() =>
        Assert.Equal($"{folder["file"]} has 7 bytes; such a file has 6 at most.", Assert.ThrowsAny<IOException>(() => RegularFile.Read(folder["file"], 6)).Message);

    [Theory]
    [InlineData("nowhere")]
    [InlineData("file/below")]
    public void A_missing_file_is_reported_as_missing(string name) =>
        Assert.Equal($"{folder[name]} is missing.", Assert.Throws<FileNotFoundException>(() => RegularFile.Read(folder[name], 7)).Message);

    [Fact]
    public async Task A_pipe_without_a_writer_is_refused_and_does_not_block()
    {
        (await ChildProcess.RunAsync("mkfifo", folder["pipe"])).With(0);

        var refused = await RefusalOfAsync(folder["pipe"]);

        Assert.Equal($"{folder["pipe"]}: this is a pipe, where a file belongs; take it away, and put the file there.", refused.Message);
    }

    [Fact]
    public async Task An_endless_device_is_refused()
    {
        File.CreateSymbolicLink(folder["endless"], "/dev/zero");

        var refused = await RefusalOfAsync(folder["endless"]);

        Assert.Equal($"{folder["endless"]}: this is a device, where a file belongs; take it away, and put the file there.", refused.Message);
    }

    [Fact]
    public async Task A_folder_is_reported_as_a_folder() => Assert.StartsWith("this is a folder", (await RefusalOfAsync(folder.Path)).Reason.English, StringComparison.Ordinal);

    [Theory]
    [InlineData("append")]
    [InlineData("truncate")]
    [InlineData("sync")]
    public async Task Writing_to_a_pipe_fails_and_does_not_block(string what)
    {
        (await ChildProcess.RunAsync("mkfifo", folder["pipe"])).With(0);
        Action act = what switch
        {
            "append" => () => new DurableFiles().OpenAppend(folder["pipe"]).Dispose(),
            "truncate" => () => new DurableFiles().Truncate(folder["pipe"], 0),
            _ => () => new DurableFiles().Sync(folder["pipe"]),
        };

        await Assert.ThrowsAnyAsync<IOException>(() => Task.Run(act).WaitAsync(Timeout));
    }

    [Fact]
    public void Replacing_a_folder_is_refused()
    {
        Directory.CreateDirectory(folder["taken"]);

        var refused = Assert.ThrowsAny<IOException>(() => new DurableFiles().Replace(folder["taken"], "new"u8));

        Assert.Equal($"{folder["taken"]}: this is a folder, where a file belongs; take it away.", refused.Message);
        Assert.False(File.Exists(folder["taken.tmp"]));
    }

    private static Task<NotAFileException> RefusalOfAsync(string path) =>
        Assert.ThrowsAsync<NotAFileException>(() => Task.Run(() => RegularFile.Read(path, 7)).WaitAsync(Timeout));
}
