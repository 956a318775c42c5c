using Kiosk.CommandLine;
using Kiosk.Registry.CommandLine;
using Kiosk.Words;

namespace Kiosk.Registry.Tests.CommandLine;

public sealed class CommandLineMistakeTests
{
    [Theory]
    [InlineData("publsh", "There is no verb \"publsh\"; did you mean publish? See: registry --help")]
    [InlineData("publsh --json", "There is no verb \"publsh\"; did you mean publish? See: registry --help")]
    [InlineData("--json publsh", "There is no verb \"publsh\"; did you mean publish? See: registry --help")]
    [InlineData("burn", "There is no verb \"burn\"; there is init, publish, delta, rotate, root, terminal, invitations and status. See: registry --help")]
    [InlineData("root", "registry root needs a verb after it: sign. For example: registry root sign --desk desk --keys /media/safe")]
    [InlineData("root sgin --json", "registry root has no \"sgin\"; did you mean sign? See: registry root --help")]
    [InlineData("--json status", "--json stands before the verb; options stand after it, as in: registry status --json")]
    [InlineData("status --dsk d", "registry status has no option --dsk; did you mean --desk?")]
    [InlineData("status --quick", "registry status has no option --quick; its options are --desk and --json.")]
    [InlineData("status extra", "registry status takes no further word, and \"extra\" is one too many. For example: registry status --desk desk --json")]
    [InlineData("delta --province 01 --since x", "--since takes a whole number from 1, not \"x\", such as --since 3; registry status says the present one.")]
    [InlineData("delta --province 01 --since", "--since needs a value after it (VERSION: the version to start from; the feed must still hold it). For example: registry delta --desk desk --province 01 --class members --since 3")]
    [InlineData("delta --since 1", "registry delta needs --province (CODE: the province whose set it is). For example: registry delta --desk desk --province 01 --class members --since 3")]
    [InlineData("status --desk --json", "--desk needs a value after it (DIR: the authority's own folder, with registry.json and the keys). For example: registry status --desk desk --json")]
    [InlineData("publish --from a --from b", "--from is given 2 times, as \"a\" and \"b\"; give it once.")]
    [InlineData("publish --from \"\"", "The value of --from is empty (DIR: the source folder). For example: registry publish --desk desk --from source --check")]
    [InlineData("publish --check", "--check checks a source folder: name it with --from DIR.")]
    public void A_mistyped_command_line_is_one_sentence(string arguments, string sentence) => Assert.Equal(sentence, CommandLineMistake.In(RegistryCommand.Root(Language.English).Parse(arguments), Language.English));

    [Theory]
    [InlineData("status --desk desk --json")]
    [InlineData("rotate timestamp province-01")]
    [InlineData("publish --help --unknown")]
    public void A_command_line_that_can_be_used_or_asks_for_help_is_none(string arguments) => Assert.Null(CommandLineMistake.In(RegistryCommand.Root(Language.English).Parse(arguments), Language.English));
}
