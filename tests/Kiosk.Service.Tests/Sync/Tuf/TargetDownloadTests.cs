using System.Net;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Sync.Tuf;

public sealed class TargetDownloadTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_right_file_is_put_in_place()
    {
        Assert.Null(await Download("abc", "abc"));

        Assert.Equal("abc", await File.ReadAllTextAsync(folder["x"]));
    }

    [Theory]
    [InlineData("abd")]
    [InlineData("ab")]
    [InlineData("")]
    [InlineData("abcd")]
    public async Task Any_other_file_leaves_what_was_there(string served)
    {
        await File.WriteAllTextAsync(folder["x"], "before");

        Assert.NotNull(await Download("abc", served));

        Assert.Equal("before", await File.ReadAllTextAsync(folder["x"]));
        Assert.Equal([folder["x"]], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_file_of_which_only_unknown_hashes_are_stated_is_refused()
    {
        var target = TargetFile.Of("abc"u8) with { Hashes = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["blake9"] = "ab" }) };

        Assert.NotNull(await Download(target, "abc"));
        Assert.False(File.Exists(folder["x"]));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("abd", false)]
    [InlineData("abcd", false)]
    public async Task A_file_is_there_when_its_content_is_right(string content, bool expected)
    {
        await File.WriteAllTextAsync(folder["x"], content);

        Assert.Equal(expected, await TargetDownload.IsThereAsync(folder["x"], TargetFile.Of("abc"u8), CancellationToken.None));
        Assert.False(await TargetDownload.IsThereAsync(folder["y"], TargetFile.Of("abc"u8), CancellationToken.None));
    }

    [Theory]
    [InlineData("path/to/a.txt", "path%2Fto%2Fa.txt")]
    [InlineData("../../etc/passwd", "..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/etc/passwd", "%2Fetc%2Fpasswd")]
    [InlineData("a\0b", "a%00b")]
    public void Nothing_in_a_path_leads_out_of_the_folder(string path, string expected) =>
        Assert.Equal(expected, TargetDownload.NameOf(path));

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void A_path_that_names_a_folder_is_named_by_its_hash(string path) => Assert.Equal(64, TargetDownload.NameOf(path).Length);

    [Fact]
    public void A_path_too_long_for_a_file_name_is_named_by_its_hash() => Assert.Equal(64, TargetDownload.NameOf(new string('a', 300)).Length);

    private Task<string?> Download(string expected, string served) => Download(TargetFile.Of(System.Text.Encoding.UTF8.GetBytes(expected)), served);

    private async Task<string?> Download(TargetFile target, string served)
    {
        using var http = new HttpMessageInvoker(new StubServer(_ => new(HttpStatusCode.OK) { Content = new StringContent(served) }));
        var download = new TargetDownload(new(http, TimeProvider.System, FetchLimits.Default, RedirectRule.SameHost), FeedAddress.TryParse("http://127.0.0.1/targets")!, new DurableFiles());
        return (await download.RunAsync(new("x", target, "targets", "x"), folder["x"], CancellationToken.None))?.English;
    }
}
