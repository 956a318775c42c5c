using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>A verb's help in the language that is spoken: usage, what it does, examples, then arguments, options and further verbs.</summary>
/// <param name="usual">The library's help, whose sections are put in this order; it writes its own headings in English alone.</param>
public sealed class ExampleHelp(HelpAction usual, Language language) : SynchronousCommandLineAction
{
    private static readonly Phrase Examples = new("Ví dụ:", "Examples:");

    // The library's own words at the places where it writes them; a test holds them to it.
    private static readonly Phrase[] Headings =
    [
        new("Cách dùng:", "Usage:"), new("Đối số:", "Arguments:"), new("Tùy chọn:", "Options:"), new("Lệnh:", "Commands:"),
        new("[lệnh] [tùy chọn]", "[command] [options]"), new("[tùy chọn]", "[options]"), new("(BẮT BUỘC)", "(REQUIRED)"), new("[mặc định: ", "[default: "),
    ];

    /// <summary>Installs this help for every verb.</summary>
    public static void AddTo(RootCommand root, Language language)
    {
        ArgumentNullException.ThrowIfNull(root);
        foreach (var option in root.Options)
        {
            if (option is HelpOption)
            {
                option.Description = new Phrase("Hiển thị hướng dẫn sử dụng", "Show help and usage information").In(language);
                var usual = (HelpAction)option.Action!;
                usual.MaxWidth = StandardStreams.LineLength;
                option.Action = new ExampleHelp(usual, language);
            }
            else if (option is VersionOption)
            {
                option.Description = new Phrase("Hiển thị số phiên bản", "Show version information").In(language);
            }
        }
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        var (command, examples) = (parseResult.CommandResult.Command, ProgramCommand.ExamplesOf(parseResult.CommandResult));
        command.Description = DeskHelp.SummaryIn(command.Description);
        foreach (var verb in command.Subcommands)
        {
            verb.Description = DeskHelp.SummaryIn(verb.Description).Split(". ")[0].TrimEnd('.');
        }

        var configuration = parseResult.InvocationConfiguration;
        using var captured = new StringWriter();
        var output = configuration.Output;
        configuration.Output = captured;
        var code = usual.Invoke(parseResult);
        configuration.Output = output;
        foreach (var section in InOrder(captured.ToString(), examples))
        {
            output.WriteLine(section);
            output.WriteLine();
        }

        return code;
    }

    private IEnumerable<string> InOrder(string help, IReadOnlyList<string> examples)
    {
        var sections = help.Split(Environment.NewLine + Environment.NewLine, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            .. sections.Where(IsUsage).Select(InLanguage),
            .. sections.Where(IsDescription).Select(section => string.Join(Environment.NewLine, section.Split(Environment.NewLine, StringSplitOptions.TrimEntries).Skip(1))),
            string.Join(Environment.NewLine, examples.Select(example => $"  {example}").Prepend(Examples.In(language))),
            .. sections.Where(section => !IsUsage(section) && !IsDescription(section)).Select(InLanguage),
        ];
    }

    private string InLanguage(string section) => Headings.Aggregate(section, (text, heading) => text.Replace(heading.English, heading.In(language), StringComparison.Ordinal));

    private static bool IsUsage(string section) => section.StartsWith("Usage:", StringComparison.Ordinal);

    private static bool IsDescription(string section) => section.StartsWith("Description:", StringComparison.Ordinal);
}
