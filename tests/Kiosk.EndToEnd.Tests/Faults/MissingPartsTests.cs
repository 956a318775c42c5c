using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>If the machine lacks something that pictures need, doctor names it and how to get it, and the terminal works on with what is left.</summary>
public sealed class MissingPartsTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly Installation installation = new();

    private string Picture => installation["screen.png"];

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Without_any_font()
    {
        var fonts = installation["fonts.conf"];
        await File.WriteAllTextAsync(fonts, """<?xml version="1.0"?><fontconfig></fontconfig>""");
        Dictionary<string, string> environment = new() { ["FONTCONFIG_FILE"] = fonts };
        Configure(new { Kind = "png", File = Picture });

        await AssertDoubtfulAsync([], environment, "display", "No font is installed.", "fonts-inter");
        await AssertServesWithoutPictureAsync([], environment, "The display shows nothing: No font is installed.");
    }

    [FactWithNamespaces]
    public Task Without_Cairo() => WithoutDrawingAsync("libcairo.so.2");

    [FactWithNamespaces]
    public Task Without_Pango() => WithoutDrawingAsync("libpangocairo-1.0.so.0");

    [Fact]
    public async Task Without_the_panel_that_the_settings_name()
    {
        Configure(new { Kind = "drm", Device = "/dev/dri/card99" });

        await AssertDoubtfulAsync([], Nothing, "panel", "/dev/dri", "dtparam");
        await AssertServesWithoutPictureAsync([], Nothing, "The display shows nothing: ");
    }

    private async Task WithoutDrawingAsync(string library)
    {
        Configure(new { Kind = "png", File = Picture });
        var launcher = Hiding(library);

        await AssertDoubtfulAsync(launcher, Nothing, "display", "A graphics library is missing: ", "libcairo2 libpangocairo-1.0-0 fonts-inter");
        await AssertServesWithoutPictureAsync(launcher, Nothing, "The display shows nothing: A graphics library is missing: ");
    }

    private void Configure(object display) => installation.Write(new
    {
        Installation.TerminalId,
        DataFolder = installation.Data,
        Reader = new { Kind = "virtual" },
        Http = new { installation.Port },
        Display = display,
    });

    // Replaces the library with an empty file, visible to this process and its children only.
    private static string[] Hiding(string library)
    {
        var folder = Directory.GetDirectories("/usr/lib", "*-linux-gnu").First(one => File.Exists(Path.Combine(one, library)));
        return ["unshare", "-m", "sh", "-c", $"mount --bind /dev/null {Path.Combine(folder, library)} && exec \"$0\" \"$@\""];
    }

    private async Task AssertDoubtfulAsync(IReadOnlyList<string> launcher, IReadOnlyDictionary<string, string> environment, string name, string what, string remedy)
    {
        await using var doctor = KioskProcess.Start(launcher, environment, "doctor", "--only", name, "--json", "--config", installation.SettingsFile);
        var finding = (await doctor.EndAsync()).AssertExit(0).Json;

        Assert.Equal((name, "Doubtful"), (finding.GetProperty("name").GetString(), finding.GetProperty("health").GetString()));
        Assert.Contains(what, $"{finding.GetProperty("what").GetProperty("english")} {finding.GetProperty("detail")}", StringComparison.Ordinal);
        Assert.All(["vietnamese", "english"], language => Assert.Contains(remedy, finding.GetProperty("remedy").GetProperty(language).GetString(), StringComparison.Ordinal));
    }

    private async Task AssertServesWithoutPictureAsync(IReadOnlyList<string> launcher, IReadOnlyDictionary<string, string> environment, string complaint)
    {
        await using var service = KioskProcess.Start(launcher, environment, "run", "--config", installation.SettingsFile);
        await installation.ReadyAsync();
        await Eventually.IsAsync(() => Task.FromResult(service.Errors.Lines.Any(line => line.Contains(complaint, StringComparison.Ordinal))), complaint);

        Assert.Equal(200, await installation.StatusOfAsync("/health/ready"));
        Assert.False(File.Exists(Picture));
        await EndAsync(service);
    }

    private static async Task EndAsync(KioskProcess service)
    {
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }
}
