using System.Net.Sockets;
using System.Text;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Durability.Tests;

public sealed class PlainFileTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public PlainFileTests()
    {
        Directory.CreateDirectory(folder["a/b"]);
        File.WriteAllText(folder["a/b/file"], "content");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_below_real_folders_is_opened() => Assert.Equal("content", Read("a", "b", "file"));

    [Theory]
    [InlineData("a", "b", "missing")]
    [InlineData("a", "missing", "file")]
    [InlineData("a", "b")]
    [InlineData("a", "b", "file", "below")]
    public void A_path_that_is_no_file_is_not_opened(params string[] path) => Assert.Null(Read(path));

    [Fact]
    public void A_link_to_a_file_is_not_opened()
    {
        File.CreateSymbolicLink(folder["a/b/link"], folder["a/b/file"]);
        File.CreateSymbolicLink(folder["a/b/dangling"], "/nowhere");

        Assert.Null(Read("a", "b", "link"));
        Assert.Null(Read("a", "b", "dangling"));
    }

    [Fact]
    public void A_link_in_place_of_a_folder_is_not_followed()
    {
        Directory.CreateSymbolicLink(folder["c"], folder["a"]);
        Directory.CreateSymbolicLink(folder["a/d"], "/etc");

        Assert.Null(Read("c", "b", "file"));
        Assert.Null(Read("a", "d", "passwd"));
    }

    [Fact]
    public void A_link_as_the_first_folder_is_followed()
    {
        Directory.CreateSymbolicLink(folder["mounted"], folder["a"]);

        using var file = PlainFile.Open(folder["mounted"], ["b", "file"]);

        Assert.NotNull(file);
    }

    [Theory]
    [InlineData("/dev", "null")]
    [InlineData("/dev", "zero")]
    public void A_device_is_not_opened(string below, string name) => Assert.Null(PlainFile.Open(below, [name]));

    [Fact]
    public void A_pipe_without_a_writer_is_not_opened_and_does_not_block()
    {
        ChildProcess.Run("mkfifo", folder["a/pipe"]).With(0);

        Assert.Null(Read("a", "pipe"));
    }

    [Fact]
    public void A_socket_is_not_opened()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder["s"]));

        Assert.Null(Read("s"));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("-rf")]
    [InlineData("...")]
    [InlineData("a\nb")]
    [InlineData("a\\b")]
    [InlineData("%2e%2e%2f")]
    [InlineData("đại hội\u202e.json")]
    [InlineData("$(reboot)")]
    public void An_unusual_name_is_opened(string name)
    {
        File.WriteAllText(folder[name], "odd");

        Assert.Equal("odd", Read(name));
    }

    [Fact]
    public void A_name_may_have_255_bytes()
    {
        File.WriteAllText(folder[new string('x', 255)], "long");

        Assert.Equal("long", Read(new string('x', 255)));
        Assert.Contains("too long", Assert.ThrowsAny<IOException>(() => Read(new string('x', 256))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_first_folder_is_an_error()
    {
        var error = Assert.ThrowsAny<IOException>(() => PlainFile.Open(folder["unplugged"], ["file"]));

        Assert.Contains(folder["unplugged"], error.Message, StringComparison.Ordinal);
    }

    private string? Read(params string[] path)
    {
        using var file = PlainFile.Open(folder.Path, path);
        if (file is null)
        {
            return null;
        }

        var content = new byte[100];
        return Encoding.UTF8.GetString(content, 0, RandomAccess.Read(file, content, 0));
    }
}
