using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Configuration;

public sealed class ConfigurationLoadingTests : IDisposable
{
#if NAMED_PACKAGES
    private const string Engines = "Kiosk:Cache:Engine must be sqlite or litedb.";
#else
    private const string Engines = "Kiosk:Cache:Engine must be sqlite.";
#endif

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_a_file_says_is_taken_and_what_it_leaves_out_has_its_default()
    {
        var options = Load("""
            { "Kiosk": { "TerminalId": "HN-01", "Door": "Cửa số 2", "Attended": true, "Reader": { "Kind": "virtual" }, "Http": { "Port": 0 },
              "Mode": { "Kind": "meeting", "Meeting": "dai-hoi-2026", "Session": null } } }
            """);

        Assert.Equal(("HN-01", "Cửa số 2", true, false), (options.TerminalId, options.Door, options.Attended, options.HideNames));
        Assert.Equal(("virtual", 0, "meeting", "dai-hoi-2026"), (options.Reader.Kind, options.Http.Port, options.Mode.Kind, options.Mode.Meeting));
        Assert.Equal("/var/lib/kiosk", options.DataFolder);
        Assert.Null(options.Mode.Session);
    }

    [Theory]
    [InlineData("""{ "Kiosk": { "TerminalId": "hn 01" } }""", "Kiosk:TerminalId must be 3 to 16 upper-case letters, digits and hyphens, such as HN-01.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "" } }""", "Kiosk:TerminalId is missing; give the terminal a name such as HN-01.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Door": null } }""", "Kiosk:Door is empty; name the door or desk, such as 1.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Door": "" } }""", "Kiosk:Door is empty; name the door or desk, such as 1.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "DataFolder": "" } }""", "Kiosk:DataFolder is empty; name a folder, such as /var/lib/kiosk.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Reader": { "Kind": "usb" } } }""", "Kiosk:Reader:Kind must be pcsc or virtual.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Port": 70000 } } }""", "Kiosk:Http:Port must be between 0 and 65535.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Port": -1 } } }""", "Kiosk:Http:Port must be between 0 and 65535.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Port": "http" } } }""", "Kiosk:Http:Port is \"http\" and must be a whole number.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Port": 80.5 } } }""", "Kiosk:Http:Port is \"80.5\" and must be a whole number.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Attended": "yes" } }""", "Kiosk:Attended is \"yes\" and must be true or false.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Mode": { "Kind": "congress" } } }""", "Kiosk:Mode:Kind must be verify, meeting or procedure.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Cache": { "Engine": "oracle" } } }""", Engines)]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Dor": "2" } }""", "Kiosk:Dor is not a setting of this program.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Prot": 80 } } }""", "Kiosk:Http:Prot is not a setting of this program.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": 80 } }""", "Kiosk:Http is not a setting of this program.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Door": ["1", "2"] } }""", "Kiosk:Door:0 is not a setting of this program.")]
    [InlineData("""{ "Kiosk": "HN-01" }""", "Kiosk is not a setting of this program.")]
    [InlineData("""{ "TerminalId": "HN-01" }""", "TerminalId is not a setting of this program.")]
    public void A_bad_setting_is_refused_with_its_file_and_key(string json, string sentence)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Load(json));

        Assert.Contains($"{folder["kiosk.json"]}: {sentence}", refusal.Message.Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"HN-01\"")]
    [InlineData("""{ "Kiosk": { "Door": "1", "door": "2" } }""")]
    public void What_is_not_a_JSON_object_is_refused_with_its_file(string content)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Load(content));

        Assert.StartsWith($"{folder["kiosk.json"]}: not valid JSON: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var refusal = Assert.Throws<ConfigurationException>(() => ConfigurationLoading.Load(folder["nowhere.json"]));

        Assert.Equal($"{folder["nowhere.json"]}: no such configuration file.", refusal.Message);
    }

    [Fact]
    public void Without_any_terminal_id_the_sentence_says_how_one_looks()
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Load("{}"));

        Assert.Equal("Kiosk:TerminalId is missing; give the terminal a name such as HN-01.", refusal.Message);
    }

    [Fact]
    public void Each_bad_key_has_a_sentence_of_its_own()
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Load("""{ "Kiosk": { "TerminalId": "x", "Mode": { "Kind": "y" } } }"""));

        Assert.Equal(2, refusal.Message.Split(Environment.NewLine).Length);
    }

#if !NAMED_PACKAGES
    [Fact]
    public void An_engine_that_was_not_compiled_in_is_refused_with_a_remedy()
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Load("""{ "Kiosk": { "TerminalId": "HN-01", "Cache": { "Engine": "litedb" } } }"""));

        Assert.EndsWith(
            "Kiosk:Cache:Engine is litedb, which this program was built without; use sqlite, or build with -p:NamedPackages=true.",
            refusal.Message,
            StringComparison.Ordinal);
    }
#endif

    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        File.WriteAllText(folder["kiosk.json"], """{ "Kiosk": { "TerminalId": "HN-01", "DataFolder": "/srv/kiosk" } }""");

        var options = ConfigurationLoading.Load(folder["kiosk.json"], new Dictionary<string, string?> { ["Kiosk:DataFolder"] = "/tmp/elsewhere" });

        Assert.Equal("/tmp/elsewhere", options.DataFolder);
    }

    private KioskOptions Load(string json)
    {
        File.WriteAllText(folder["kiosk.json"], json);
        return ConfigurationLoading.Load(folder["kiosk.json"]);
    }
}
