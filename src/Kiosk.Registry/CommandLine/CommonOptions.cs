using System.CommandLine;

namespace Kiosk.Registry.CommandLine;

/// <summary>The options that all verbs share.</summary>
internal sealed class CommonOptions
{
    public Option<string> Desk { get; } = new("--desk") { Description = "The authority's own folder, with registry.json and the keys.", HelpName = "DIR", DefaultValueFactory = _ => "." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text, one document; of a failure too." };

    public void AddTo(Command command)
    {
        command.Options.Add(Desk);
        command.Options.Add(Json);
    }
}
