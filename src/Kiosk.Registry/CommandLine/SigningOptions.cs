using System.CommandLine;
using Kiosk.Registry.Desk;

namespace Kiosk.Registry.CommandLine;

/// <summary>Where the verbs that sign find keys and their pass phrases.</summary>
internal sealed class SigningOptions
{
    private readonly Option<string[]> folders = new("--keys") { Description = "A further folder with private keys, such as a stick; may be repeated.", HelpName = "DIR" };

    private readonly Option<string?> passPhraseFile = new("--pass-phrase-file")
    {
        Description = "Its first line opens encrypted keys; /dev/fd/3 is a descriptor. Without it the pass phrase is asked for.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(folders);
        command.Options.Add(passPhraseFile);
    }

    public PassPhrases PassPhrasesOf(ParseResult parsed) => new(parsed.GetValue(passPhraseFile));

    /// <param name="passPhrases">Left out, those of the options.</param>
    public KeyRing KeysOf(RegistryDesk desk, ParseResult parsed, PassPhrases? passPhrases = null) =>
        new(desk, parsed.GetValue(folders) ?? [], passPhrases ?? PassPhrasesOf(parsed), new Notices());

    private sealed class Notices : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine($"registry: {value}");
    }
}
