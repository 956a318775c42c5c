using System.Text;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.EndToEnd.Tests.Verbs;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Secrecy;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>After taps, nothing about anybody is in what a thief of a running terminal's disk, the reader of its stick, or whoever watches its health gets.</summary>
public sealed class NoNameLeavesTests(LogTests.TappedDemo demo) : IClassFixture<LogTests.TappedDemo>, IDisposable
{
    private const int Members = 12;

    private readonly TestFolder folder = new();

    private PersonalValues Values => PersonalValues.In(Path.Combine(demo["authority"], "provinces", DemoMeeting.Province.Text), Members);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("journal")]
    [InlineData("cache")]
    [InlineData("sync")]
    public void Nothing_is_in_a_part_of_the_data_folder(string part)
    {
        Assert.NotEmpty(Directory.EnumerateFiles(demo[$"data/{part}"], "*", SearchOption.AllDirectories));

        Assert.Empty(Values.FindIn(demo[$"data/{part}"]));
    }

    [Fact]
    public void Nothing_is_in_the_rest_of_the_data_folder_but_for_the_device_key()
    {
        var values = Values;

        Assert.Empty(Directory.EnumerateFiles(demo["data"]).Where(path => !path.EndsWith("device.key", StringComparison.Ordinal) && !path.EndsWith(".sock", StringComparison.Ordinal)).SelectMany(path => values.FindIn(path, File.ReadAllBytes(path))));
    }

    [Fact]
    public void Nothing_is_in_the_feed() => Assert.Empty(Values.FindIn(demo["feed"]));

    [Fact]
    public async Task Nothing_is_on_the_stick_with_the_journal()
    {
        Directory.CreateDirectory(folder["stick"]);

        (await KioskProcess.RunAsync(Settings(), "sync", "export", folder["stick"])).AssertExit(0);

        Assert.NotEmpty(Directory.EnumerateFiles(folder["stick"], "*", SearchOption.AllDirectories));
        Assert.Empty(Values.FindIn(folder["stick"]));
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health/ready")]
    public async Task Nothing_is_in_what_health_says(string path)
    {
        using var installation = new Installation();
        await using var service = await installation.RunAsync();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };

        using var answer = await http.GetAsync(new Uri(installation.Address, path));
        var content = await answer.Content.ReadAsByteArrayAsync();

        Assert.NotEmpty(content);
        Assert.Empty(PersonalValues.In(SharedWorld.Source("provinces", DemoMeeting.Province.Text), Members).FindIn(path, content));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("log", "export")]
    public async Task Nothing_is_in_what_verbs_print_for_programs(params string[] verb)
    {
        var printed = (await KioskProcess.RunAsync(Settings(), [.. verb, "--json"])).AssertExit(0).Output;

        Assert.NotEmpty(printed);
        Assert.Empty(Values.FindIn("output", Encoding.UTF8.GetBytes(printed)));
    }

    /// <summary>The same search finds everything where it is in clear.</summary>
    [Fact]
    public void Everything_is_found_in_a_plain_copy() =>
        Assert.Equal(["certificate", "delegation", "key", "name", "number", "public-key", "role", "tag", "title", "unit", "uuid"], Values.FindIn(demo["authority"]).Select(one => one.Split(' ')[0]).Distinct().Order());

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal) { ["Kiosk__TerminalId"] = "DEMO-01", ["Kiosk__DataFolder"] = demo["data"] };
}
