using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Kiosk.Durability;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>A verb's help: usage, what it does, examples, then arguments, options and further verbs.</summary>
/// <param name="usual">The library's help, whose sections are put in this order.</param>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>Installs this help for every verb.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            var usual = (HelpAction)option.Action!;
            usual.MaxWidth = StandardStreams.LineLength;
            option.Action = new ExampleHelp(usual);
        }
    }

    /// <summary>The verb's full name, such as <c>sync now</c>; empty for the program itself.</summary>
    public static string NameOf(CommandResult command) =>
        command.Parent is CommandResult above ? $"{NameOf(above)} {command.Command.Name}".TrimStart() : "";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        foreach (var verb in parseResult.CommandResult.Command.Subcommands)
        {
            verb.Description = verb.Description?.Split(". ")[0].TrimEnd('.');
        }

        var configuration = parseResult.InvocationConfiguration;
        using var captured = new StringWriter();
        var output = configuration.Output;
        configuration.Output = captured;
        var code = usual.Invoke(parseResult);
        configuration.Output = output;
        foreach (var section in InOrder(captured.ToString(), HelpExamples.Of(NameOf(parseResult.CommandResult))))
        {
            output.WriteLine(section);
            output.WriteLine();
        }

        return code;
    }

    private static IEnumerable<string> InOrder(string help, IReadOnlyList<string> examples)
    {
        var sections = help.Split(Environment.NewLine + Environment.NewLine, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            .. sections.Where(IsUsage),
            .. sections.Where(IsDescription).Select(section => string.Join(Environment.NewLine, section.Split(Environment.NewLine, StringSplitOptions.TrimEntries).Skip(1))),
            string.Join(Environment.NewLine, examples.Select(example => $"  {example}").Prepend("Examples:")),
            .. sections.Where(section => !IsUsage(section) && !IsDescription(section)),
        ];
    }

    private static bool IsUsage(string section) => section.StartsWith("Usage:", StringComparison.Ordinal);

    private static bool IsDescription(string section) => section.StartsWith("Description:", StringComparison.Ordinal);
}
