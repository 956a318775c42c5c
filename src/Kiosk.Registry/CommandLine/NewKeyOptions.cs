using System.CommandLine;
using Kiosk.Registry.Desk;

namespace Kiosk.Registry.CommandLine;

/// <summary>How the verbs that make keys make them.</summary>
internal sealed class NewKeyOptions
{
    private readonly Option<bool> rsa = new("--rsa") { Description = "RSA-PSS keys of 3072 bits instead of ECDSA P-256." };

    private readonly Option<bool> encrypt = new("--encrypt") { Description = "Put new keys under a pass phrase, but for timestamp and snapshot, which are renewed unattended." };

    private readonly Option<string?> rootKeys = new("--root-keys") { Description = "Where new root keys go, such as a stick that is locked away afterwards.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Options.Add(rsa);
        command.Options.Add(encrypt);
        command.Options.Add(rootKeys);
    }

    /// <exception cref="RegistryException">No pass phrase was given.</exception>
    public NewKeys Of(ParseResult parsed, PassPhrases passPhrases) =>
        new(parsed.GetValue(rsa), parsed.GetValue(encrypt) ? passPhrases.Choose() : null, parsed.GetValue(rootKeys));
}
