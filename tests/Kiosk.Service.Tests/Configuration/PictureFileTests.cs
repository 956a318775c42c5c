using Kiosk.Service.Configuration;

namespace Kiosk.Service.Tests.Configuration;

/// <summary>A welcome shows a name, so its picture is kept in memory and never in the data folder.</summary>
public sealed class PictureFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kiosk-picture-").FullName;

    private string Data => Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;

    [Fact]
    public void Without_a_setting_the_picture_lies_in_the_runtime_directory() =>
        Assert.Matches("^/run/.*/?screen\\.png$", PictureFile.PathOf(new DisplayOptions { Kind = "png" }));

    [Fact]
    public void A_picture_in_the_data_folder_is_refused_in_one_sentence() =>
        Assert.Contains("Kiosk:Display:File", Assert.Single(MistakesOf(Path.Combine(Data, "below", "screen.png"))), StringComparison.Ordinal);

    [Fact]
    public void A_roundabout_way_into_the_data_folder_is_found() => Assert.Single(MistakesOf(Path.Combine(Data, "..", "data", "screen.png")));

    [Fact]
    public void A_link_into_the_data_folder_is_found()
    {
        var link = Path.Combine(folder, "link");
        Directory.CreateSymbolicLink(link, Data);
        Assert.Single(MistakesOf(Path.Combine(link, "screen.png")));
    }

    [Fact]
    public void Another_place_is_taken()
    {
        Assert.Empty(MistakesOf(Path.Combine(folder, "data-of-another", "screen.png")));
        Assert.Empty(MistakesOf(""));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IEnumerable<string> MistakesOf(string file)
    {
        var options = new KioskOptions { TerminalId = "HN-01", DataFolder = Data, Display = new() { Kind = "png", File = file } };
        return new KioskOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
