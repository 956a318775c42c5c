using System.Text;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Secrecy;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>A member whom the terminal knows has tapped, and the collector has the record: nothing about anybody is in what the terminal keeps of its uploads, nor in what its pages and verbs then say.</summary>
public sealed class UploadSecrecyTests(UploadSecrecyTests.TappedDoor door) : IClassFixture<UploadSecrecyTests.TappedDoor>
{
    private const int Members = 12;

    private static PersonalValues Values => PersonalValues.In(SharedWorld.Source("provinces", DemoMeeting.Province.Text), Members);

    /// <summary>Who tapped is one of those who are searched for.</summary>
    [Fact]
    public void The_search_finds_the_members_card() => Assert.NotEmpty(Values.FindIn("card", SharedWorld.World.Load(DemoCard.GoodP256).Objects.Values.SelectMany(content => content.ToArray()).ToArray()));

    [Fact]
    public void Nothing_is_in_the_upload_state()
    {
        Assert.Superset(new HashSet<string>(["cursor.json", "newest.receipt"], StringComparer.Ordinal), Directory.EnumerateFiles(door.Upload).Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal));

        Assert.Empty(Values.FindIn(door.Upload));
    }

    [Theory]
    [InlineData("/metrics", "kiosk_upload_receipted_records")]
    [InlineData("/health/ready", "ready")]
    [InlineData("/health/live", "live")]
    public void Nothing_is_in_a_page_after_the_tap(string path, string expected) => AssertSilent(door.Pages[path], expected);

    [Fact]
    public void Nothing_is_in_what_the_doctor_says_after_the_tap() => AssertSilent(door.Printed["doctor"], "upload");

    /// <summary>Status answers the terminal's own user, and counts the quorum of each delegation.</summary>
    [Fact]
    public void Nobody_is_in_the_status_after_the_tap()
    {
        var status = door.Printed["status"];

        Assert.Contains("presence", status, StringComparison.Ordinal);
        Assert.All(Values.FindIn("content", Encoding.UTF8.GetBytes(status)), found => Assert.StartsWith("delegation ", found, StringComparison.Ordinal));
    }

    private static void AssertSilent(string content, string expected)
    {
        Assert.Contains(expected, content, StringComparison.Ordinal);
        Assert.Empty(Values.FindIn("content", Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>One tap, confirmed by a collector; the terminal stopped afterwards, so that everything is on its disk.</summary>
    public sealed class TappedDoor : IAsyncLifetime
    {
        private readonly TestFolder folder = new();
        private CollectorProcess collector = null!;
        private HallDoor terminal = null!;

        public string Upload => terminal.Upload;

        public Dictionary<string, string> Pages { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Printed { get; } = new(StringComparer.Ordinal);

        public async Task InitializeAsync()
        {
            collector = await CollectorProcess.StartAsync(folder["collector"]);
            terminal = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
            await terminal.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
            // A stop signs the tap; the next start sends what was signed.
            await terminal.StopAsync();
            await terminal.StartAsync();
            await Eventually.IsAsync(() => Task.FromResult(File.Exists(terminal.Receipt)), "the collector has given a receipt");
            await terminal.TapAsync(DemoCard.GoodP256, "Đồng chí đã được ghi nhận có mặt");
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            foreach (var path in (string[])["/metrics", "/health/ready", "/health/live"])
            {
                Pages[path] = await http.GetStringAsync(new Uri(terminal.Address, path));
            }

            foreach (var verb in (string[])["status", "doctor"])
            {
                Printed[verb] = (await KioskProcess.RunAsync(verb, "--json", "--config", terminal.SettingsFile)).Output;
            }

            await terminal.StopAsync();
        }

        public async Task DisposeAsync()
        {
            await terminal.DisposeAsync();
            collector.Dispose();
            folder.Dispose();
        }
    }
}
