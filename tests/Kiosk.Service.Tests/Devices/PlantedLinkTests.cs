using System.Runtime.Versioning;
using Kiosk.Durability;
using Kiosk.Service.Devices;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Devices;

/// <summary>Symbolic links that somebody planted where the terminal writes: they are replaced or refused, and what they lead to is never touched.</summary>
[SupportedOSPlatform("linux")]
public sealed class PlantedLinkTests : IDisposable
{
    private const string Precious = "not to be overwritten";

    private readonly TestFolder folder = new();
    private readonly DurableFiles files = new();

    public PlantedLinkTests() => File.WriteAllText(folder["precious"], Precious);

    public void Dispose()
    {
        Assert.Equal(Precious, File.ReadAllText(folder["precious"]));
        folder.Dispose();
    }

    [Theory]
    [InlineData("standing.json")]
    [InlineData("standing.json.tmp")]
    public void Replacing_a_file_follows_no_link_at_its_place_or_beside_it(string name)
    {
        Plant(name);

        files.Replace(folder["standing.json"], "new"u8);

        Assert.Equal("new", File.ReadAllText(folder["standing.json"]));
        Assert.Null(new FileInfo(folder["standing.json"]).LinkTarget);
        Assert.False(File.Exists(folder["standing.json.tmp"]));
    }

    [Fact]
    public void A_link_is_not_appended_to() => Refuses(path => files.OpenAppend(path).Dispose());

    [Fact]
    public void A_link_is_not_cut_short() => Refuses(path => files.Truncate(path, 0));

    [Fact]
    public void A_link_is_no_lock() => Refuses(path => FileLock.TryTake(path)?.Dispose());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_download_goes_on_in_no_file_that_a_link_leads_to(bool leadsSomewhere)
    {
        Plant("target.part", leadsSomewhere ? "precious" : "nothing");

        using (var file = PlainFile.CreateOrOpen(folder["target.part"]))
        {
            Assert.Equal(0, file.Length);
            file.Write("begun"u8);
        }

        using var again = PlainFile.CreateOrOpen(folder["target.part"]);
        Assert.Equal(5, again.Length);
        Assert.False(File.Exists(folder["nothing"]));
    }

    [Fact]
    public void A_new_file_takes_the_place_of_a_link()
    {
        Plant("export");

        using (var file = PlainFile.Create(folder["export"]))
        {
            file.Write("new"u8);
        }

        Assert.Equal("new", File.ReadAllText(folder["export"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["export"]));
    }

    [Theory]
    [InlineData("screen.png")]
    [InlineData("screen.png.tmp")]
    public void A_picture_follows_no_link(string name)
    {
        Plant(name);
        using var display = new PngDisplay(folder["screen.png"], 8, 8);

        display.Show(new(new byte[8 * 8 * 4], 8, 8, 8 * 4, display.Format));

        Assert.Null(new FileInfo(folder["screen.png"]).LinkTarget);
    }

    private void Plant(string name, string target = "precious") => File.CreateSymbolicLink(folder[name], folder[target]);

    private void Refuses(Action<string> write)
    {
        Plant("planted");

        Assert.Equal($"{folder["planted"]} is a symbolic link, and nothing is written through one; remove it.", Assert.ThrowsAny<IOException>(() => write(folder["planted"])).Message);
    }
}
