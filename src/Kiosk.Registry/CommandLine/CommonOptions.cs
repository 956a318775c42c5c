using System.CommandLine;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary>The options that all verbs share.</summary>
internal sealed class CommonOptions(Language language)
{
    /// <summary>That the verb speaks.</summary>
    public Language Language => language;

    public Option<string> Desk { get; } = new("--desk") { Description = new Phrase("Thư mục riêng của cơ quan, có registry.json và các khóa.", "The authority's own folder, with registry.json and the keys.").In(language), HelpName = "DIR", DefaultValueFactory = _ => "." };

    public Option<bool> Json { get; } = new("--json") { Description = new Phrase("In JSON thay cho văn bản, một tài liệu, kể cả khi thất bại.", "Print one JSON document instead of text, also on failure.").In(language) };

    public void AddTo(Command command)
    {
        command.Options.Add(Desk);
        command.Options.Add(Json);
    }
}
