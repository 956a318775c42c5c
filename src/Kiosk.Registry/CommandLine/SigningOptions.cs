using System.CommandLine;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Problems;

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

    /// <param name="cancellationToken">Ends the waiting for a pass phrase.</param>
    public PassPhrases PassPhrasesOf(ParseResult parsed, CancellationToken cancellationToken) => new(parsed.GetValue(passPhraseFile), cancellationToken, new Notices());

    /// <exception cref="RegistryException">A folder that was named is none.</exception>
    public KeyRing KeysOf(RegistryDesk desk, ParseResult parsed, PassPhrases passPhrases)
    {
        var given = parsed.GetValue(folders) ?? [];
        return given.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing
            ? throw RegistryException.In(missing, $"{(Path.Exists(missing) ? "this is no folder" : "there is no such folder")}: --keys names the one in which keys lie, such as a stick's.")
            : new(desk, given, passPhrases, new Notices());
    }

    private sealed class Notices : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine($"registry: {value}");
    }
}
