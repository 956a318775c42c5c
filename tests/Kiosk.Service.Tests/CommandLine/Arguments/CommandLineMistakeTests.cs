using System.CommandLine;
using System.CommandLine.Help;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CommandLine.Arguments;

public sealed class CommandLineMistakeTests
{
    /// <summary>Every option of every verb, with too few values, too many, an empty one, and one of the wrong kind.</summary>
    public static TheoryData<string> WrongOptions =>
        [.. from verb in Verbs(KioskCommand.Root(Language.English), "") from option in verb.Command.Options where option is not HelpOption and not VersionOption from wrong in WrongUsesOf(option) select $"{verb.Name} {wrong}"];

    [Theory]
    [InlineData("nonsense", "There is no verb \"nonsense\"; there is run, demo, status,")]
    [InlineData("doctr", "There is no verb \"doctr\"; did you mean doctor? See: kiosk --help")]
    [InlineData("stauts --json", "There is no verb \"stauts\"; did you mean status? See: kiosk --help")]
    [InlineData("mode", "kiosk mode needs a verb after it: verify, meeting or procedure. For example: kiosk mode meeting dai-hoi-2026")]
    [InlineData("mode --json", "kiosk mode needs a verb after it: verify, meeting or procedure.")]
    [InlineData("mode congress --json", "kiosk mode has no \"congress\"; there is verify, meeting and procedure. See: kiosk mode --help")]
    [InlineData("sync imprt /media/usb", "kiosk sync has no \"imprt\"; did you mean import?")]
    [InlineData("--json status", "--json stands before the verb; options stand after it, as in: kiosk status --json")]
    [InlineData("status --jsn", "kiosk status has no option --jsn; did you mean --json?")]
    [InlineData("run --colour red", "kiosk run has no option --colour; its options are --screen, --config and --data.")]
    [InlineData("run --json", "kiosk run has no option --json; its options are --screen, --config and --data.")]
    [InlineData("status soon", "kiosk status takes no further word, and \"soon\" is one too many. For example: kiosk status")]
    [InlineData("status --json=maybe", "--json is a switch: give it without \"maybe\", or leave it out.")]
    [InlineData("fuzz --cards many", "--cards \"many\" is not a whole number from 0 to 1000000000000, such as --cards 10000.")]
    [InlineData("fuzz --cards", "--cards needs a value after it (N: number of mutated cards to present). For example: kiosk fuzz --cards 10000")]
    [InlineData("fuzz --seed 1 --seed 2", "--seed is given 2 times, as \"1\" and \"2\"; give it once.")]
    [InlineData("card read --wait -1", "--wait \"-1\" is not a whole number from 1 to 86400, such as --wait 30.")]
    [InlineData("card read --wait 99999999", "--wait \"99999999\" is not a whole number from 1 to 86400, such as --wait 30.")]
    [InlineData("devices touch --size 800", "--size needs 2 values after it")]
    [InlineData("devices touch --rotation 45", "--rotation takes 0, 90, 180 or 270, not \"45\".")]
    [InlineData("doctor --only cach", "did you mean cache?")]
    [InlineData("card present --vpcd localhost:35963", "kiosk card present needs --card (FILE: card image to present). For example: kiosk card present --card card-1.json")]
    [InlineData("card verify --card a.json --anchor b.crt --clock-trust 0", "--clock-trust takes FloorOnly, Rtc or Attested, not \"0\".")]
    [InlineData("sync import", "kiosk sync import needs its path (mount point of the stick). For example: kiosk sync import /media/usb")]
    [InlineData("mode meeting", "kiosk mode meeting needs its meeting (id of the meeting, as in the cache). For example: kiosk mode meeting dai-hoi-2026")]
    [InlineData("log export", "Choose one of --csv and --json, as in: kiosk log export --csv")]
    [InlineData("tuf-client refresh", "kiosk tuf-client refresh needs --metadata-dir (DIR: folder for trusted metadata).")]
    public void What_is_wrong_is_said_in_one_sentence_with_what_is_right(string arguments, string sentence) =>
        Assert.Contains(sentence, MistakeIn(arguments.Split(' ')), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void No_option_answers_in_the_librarys_words(string arguments)
    {
        var mistake = MistakeIn(arguments.Split(' ')) ?? "";

        foreach (var words in (string[])["System.", "Cannot parse", "Required argument", "Required command", "expects a single argument", "Unrecognized", "was not matched", "must be one of"])
        {
            Assert.DoesNotContain(words, mistake, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("status", "--data", "")]
    [InlineData("status", "--config", "  ")]
    [InlineData("log", "export", "--csv", "--output", "")]
    [InlineData("sync", "import", "")]
    public void An_empty_value_is_said_before_anything_takes_it_for_a_path(params string[] arguments) => Assert.Contains("is empty", MistakeIn(arguments), StringComparison.Ordinal);

    [Theory]
    [InlineData("--help")]
    [InlineData("nonsense --help")]
    [InlineData("fuzz --cards x --help")]
    [InlineData("--version")]
    [InlineData("doctor --only cache --only disk")]
    [InlineData("doctor --only cache disk")]
    [InlineData("card verify --card a.json --anchor b.crt --clock-trust floorOnly")]
    public void What_can_be_used_is_no_mistake(string arguments) => Assert.Null(MistakeIn(arguments.Split(' ')));

    private static string? MistakeIn(string[] arguments) => CommandLineMistake.In(KioskCommand.Root(Language.English).Parse(arguments), Language.English);

    private static IEnumerable<(string Name, Command Command)> Verbs(Command command, string name) =>
        command.Subcommands.SelectMany(verb => Verbs(verb, $"{name} {verb.Name}".TrimStart())).Concat(command.Subcommands.Count == 0 ? [(name, command)] : []);

    private static IEnumerable<string> WrongUsesOf(Option option) => [option.Name, $"{option.Name} \u00F1!", $"{option.Name}=", $"{option.Name}=x", $"{option.Name} 1 {option.Name} 2", $"{option.Name} 99999999999999999999"];
}
