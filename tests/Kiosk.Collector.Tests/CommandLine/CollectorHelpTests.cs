using System.CommandLine;
using Kiosk.Collector.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Words;

namespace Kiosk.Collector.Tests.CommandLine;

public sealed class CollectorHelpTests
{
    [Theory]
    [InlineData(Language.Vietnamese)]
    [InlineData(Language.English)]
    public void Every_verb_has_an_example_that_parses_and_answers_in_JSON(Language language)
    {
        var root = CollectorCommand.Root(language);

        Assert.All(VerbsOf(root), verb =>
        {
            Assert.Contains(verb.Options, option => option.Name == "--json");
            Assert.All(DeskHelp.ExampleIn(verb.Description)!.Split('\n'), example => Assert.Empty(root.Parse(example["collector ".Length..].Split("  #")[0]).Errors));
        });
    }

    private static IEnumerable<Command> VerbsOf(Command command) => command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(VerbsOf);
}
