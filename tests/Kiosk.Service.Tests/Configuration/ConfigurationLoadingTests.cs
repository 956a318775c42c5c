using System.Text;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Configuration;

public sealed class ConfigurationLoadingTests : IDisposable
{
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
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "DataFolder": "data" } }""", "Kiosk:DataFolder must be the whole path of a folder, from / on, such as /var/lib/kiosk.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "DataFolder": "/dev/null" } }""", "The data folder /dev/null is a device and no folder. Name a folder on a disk as Kiosk:DataFolder.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "DataFolder": "/proc/kiosk" } }""", "The data folder /proc/kiosk lies in the kernel's own file system proc, where no file can be kept. Name a folder on a disk as Kiosk:DataFolder.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Reader": { "Kind": "usb" } } }""", "Kiosk:Reader:Kind must be pcsc, pn532 or virtual.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Reader": { "Kind": "pn532", "Device": "ttyAMA0" } } }""", "Kiosk:Reader:Device is \"ttyAMA0\" and must be the path of a node such as /dev/ttyAMA0 or /dev/i2c-1.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Reader": { "Kind": "pcsc", "Device": "/dev/ttyAMA0" } } }""", "Kiosk:Reader:Device is \"/dev/ttyAMA0\" and goes with Kiosk:Reader:Kind pn532 only.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Reader": { "Kind": "pn532", "Device": "/dev/ttyAMA0", "BaudRate": 9600 } } }""", "Kiosk:Reader:BaudRate is 9600 and must be one of 115200, 230400, 460800, 921600.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Port": 70000 } } }""", "Kiosk:Http:Port must be between 0 and 65535.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Port": -1 } } }""", "Kiosk:Http:Port must be between 0 and 65535.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Port": "http" } } }""", "Kiosk:Http:Port is \"http\" and must be a whole number.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Port": 80.5 } } }""", "Kiosk:Http:Port is \"80.5\" and must be a whole number.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Attended": "yes" } }""", "Kiosk:Attended is \"yes\" and must be true or false.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Mode": { "Kind": "congress" } } }""", "Kiosk:Mode:Kind must be verify, meeting or procedure.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Cache": { "Engine": "sqlite" } } }""", "Kiosk:Cache:Engine is no longer a setting: the cache is always kept in LiteDB. Take it out.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Dor": "2" } }""", "Kiosk:Dor is not a setting of this program.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Prot": 80 } } }""", "Kiosk:Http:Prot is not a setting of this program.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": 80 } }""", "Kiosk:Http is not a setting of this program.")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Door": ["1", "2"] } }""", "Kiosk:Door:0 is not a setting of this program.")]
    [InlineData("""{ "Kiosk": "HN-01" }""", "Kiosk is not a setting of this program.")]
    [InlineData("""{ "TerminalId": "HN-01" }""", "TerminalId is not a setting of this program.")]
    public void A_bad_setting_is_refused_with_its_file_and_key(string json, string sentence)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Load(json));

        var lines = refusal.Message.Split(Environment.NewLine);
        Assert.Contains(lines, line => line == $"{folder["kiosk.json"]}, line 1: {sentence}" || line == $"{folder["kiosk.json"]}: {sentence}");
    }

    /// <summary>Case <c>14-kiosk-environment</c>: mistakes in handwritten settings, and what editors make of them.</summary>
    [Theory]
    [InlineData("", " is empty; write at least { \"Kiosk\": { \"TerminalId\": \"HN-01\" } }")]
    [InlineData(" \n\t", " is empty; write at least { \"Kiosk\": { \"TerminalId\": \"HN-01\" } }")]
    [InlineData("{", ", line 1, column 2: the file ends in the middle: a closing } or \" is missing.")]
    [InlineData("{ \"Kiosk\": {\n  \"TerminalId\": \"HN-01\"\n}", ", line 3, column 2: the file ends in the middle: a closing } or \" is missing.")]
    [InlineData("{\n\"\\ud800\":1}", ", line 2, column 1: this has \\u with half of a letter; write the letter itself.")]
    [InlineData("[]", ", line 1: settings begin with a brace: { \"Kiosk\": { \"TerminalId\": \"HN-01\" } }")]
    [InlineData("\"HN-01\"", ", line 1: settings begin with a brace: { \"Kiosk\": { \"TerminalId\": \"HN-01\" } }")]
    [InlineData("{ 'Kiosk': {} }", ", line 1, column 3: names and values stand in double quotes (\"), not in single ones.")]
    [InlineData("{\n  “Kiosk”: {} }", ", line 2, column 3: the typographic quote “ must be a plain double quote (\").")]
    [InlineData("{ \"Kiosk\": { \"Door\": “1” } }", ", line 1, column 22: the typographic quote “ must be a plain double quote (\").")]
    [InlineData("{ Kiosk: {} }", ", line 1, column 3: what begins with K must stand in double quotes (\"), unless it is true, false, null or a number.")]
    [InlineData("{ \"Kiosk\": { \"Door\": cửa } }", ", line 1, column 22: what begins with c must stand in double quotes (\"), unless it is true, false, null or a number.")]
    [InlineData("{ \"Kiosk\": { \"Door\": \"1\"\n  \"TerminalId\": \"HN-01\" } }", ", line 2, column 3: a comma is missing before this.")]
    [InlineData("{ \"Kiosk\": { \"Door\": \"1\n } }", ", line 1, column 24: the text that begins before this is not closed: a double quote (\") is missing on this line.")]
    [InlineData("{ \"Kiosk\": { \"Door\" = \"1\" } }", ", line 1, column 21: a colon (:) stands between name and value, not =.")]
    [InlineData("{ \"Kiosk\": { \"Door\": \"1\"; } }", ", line 1, column 25: a comma stands between settings, not a semicolon.")]
    [InlineData("{ \"Kiosk\": {} } }", ", line 1, column 17: } does not belong here.")]
    [InlineData("{ \"Kiosk\": { \"Door\": \"1\",\n \"door\": \"2\" } }", ", line 2, column 2: Kiosk:door stands here for the second time, first in line 1; keep one of them.")]
    public void What_was_written_by_hand_and_is_not_JSON_is_told_by_line_and_column_in_the_words_of_a_person(string content, string sentence)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Load(content));

        Assert.Equal($"{folder["kiosk.json"]}{sentence}", refusal.Message);
    }

    [Fact]
    public void A_file_that_an_editor_saved_otherwise_is_told_as_that()
    {
        const string Settings = """{ "Kiosk": { "TerminalId": "HN-01", "Door": "Cửa số 2" } }""";
        File.WriteAllText(folder["kiosk.json"], Settings, Encoding.Unicode);
        Assert.Equal($"{folder["kiosk.json"]} is saved as UTF-16 (\"Unicode\"); save it as UTF-8.", Assert.Throws<ConfigurationException>(LoadFile).Message);

        File.WriteAllText(folder["kiosk.json"], "{ \"Kiosk\": {\n \"Door\": \"C\u00E0\" } }", Encoding.Latin1);
        Assert.Equal($"{folder["kiosk.json"]}, line 2, column 12: this letter is not UTF-8; save the file as UTF-8.", Assert.Throws<ConfigurationException>(LoadFile).Message);
    }

    [Fact]
    public void A_byte_order_mark_comments_and_a_comma_too_many_are_no_mistakes()
    {
        File.WriteAllText(folder["kiosk.json"], "{ // the hall\r\n \"kiosk\": { \"TerminalId\": \"HN-01\", /* left */ \"Door\": \"2\", }, }", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal("2", LoadFile().Door);
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

    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        File.WriteAllText(folder["kiosk.json"], """{ "Kiosk": { "TerminalId": "HN-01", "DataFolder": "/srv/kiosk" } }""");

        var options = ConfigurationLoading.Load(folder["kiosk.json"], new Dictionary<string, string?> { ["Kiosk:DataFolder"] = "/tmp/elsewhere" });

        Assert.Equal("/tmp/elsewhere", options.DataFolder);
    }

    private KioskOptions LoadFile() => ConfigurationLoading.Load(folder["kiosk.json"]);

    private KioskOptions Load(string json)
    {
        File.WriteAllText(folder["kiosk.json"], json);
        return ConfigurationLoading.Load(folder["kiosk.json"]);
    }
}
