using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>The usual help in the language that is spoken: the library writes its own headings in English alone.</summary>
public sealed class DeskHelp(HelpAction usual, Language language) : SynchronousCommandLineAction
{
    private static readonly Phrase Example = new("Ví dụ: ", "Example: ");

    // The library's own words at the places where it writes them; a test holds them to it.
    private static readonly (string English, string Vietnamese)[] Headings =
    [
        ("Description:", "Mô tả:"), ("Usage:", "Cách dùng:"), ("Arguments:", "Đối số:"), ("Options:", "Tùy chọn:"), ("Commands:", "Lệnh:"),
        ("[command] [options]", "[lệnh] [tùy chọn]"), ("[options]", "[tùy chọn]"), ("(REQUIRED)", "(BẮT BUỘC)"), ("[default: ", "[mặc định: "),
    ];

    /// <summary>What a verb is for, and below it what a person types.</summary>
    public static Phrase Of(Phrase summary, string example) =>
        new($"{summary.Vietnamese}\n\n{Example.Vietnamese}{example}", $"{summary.English}\n\n{Example.English}{example}");

    /// <returns>What <see cref="Of"/> put below the summary; null where there is none.</returns>
    public static string? ExampleIn(string? description, Language language) => (description ?? "").Split(Example.In(language)) is [_, var example] ? example.TrimEnd() : null;

    /// <summary>Gives every verb this help.</summary>
    public static void AddTo(RootCommand root, Language language)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption)
            {
                option.Description = new Phrase("Hiển thị hướng dẫn sử dụng.", "Show help and usage information").In(language);
                var usual = (HelpAction)option.Action!;
                usual.MaxWidth = StandardStreams.LineLength;
                option.Action = new DeskHelp(usual, language);
            }
            else if (option is VersionOption)
            {
                option.Description = new Phrase("Hiển thị số phiên bản.", "Show version information").In(language);
            }
        }
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var (output, written) = (configuration.Output, new StringWriter());
        configuration.Output = written;
        var code = usual.Invoke(parseResult);
        configuration.Output = output;
        output.Write(language == Language.English ? written.ToString() : Headings.Aggregate(written.ToString(), (text, heading) => text.Replace(heading.English, heading.Vietnamese, StringComparison.Ordinal)));
        return code;
    }
}
