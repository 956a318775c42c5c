using System.CommandLine;
using Kiosk.Feed.Metadata;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Problems;

namespace Kiosk.Registry.CommandLine;

/// <summary>How the verbs that make keys make them.</summary>
internal sealed class NewKeyOptions
{
    private readonly Option<bool> rsa = new("--rsa") { Description = "RSA-PSS keys of 3072 bits instead of ECDSA P-256." };

    private readonly Option<bool> ed25519 = new("--ed25519") { Description = "Ed25519 keys instead of ECDSA P-256, as other tools of TUF make them." };

    private readonly Option<bool> encrypt = new("--encrypt") { Description = "Put new keys under a pass phrase, but for timestamp and snapshot, which are renewed unattended." };

    private readonly Option<string?> rootKeys = new("--root-keys") { Description = "Where new root keys go, such as a stick that is locked away afterwards.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Options.Add(rsa);
        command.Options.Add(ed25519);
        command.Options.Add(encrypt);
        command.Options.Add(rootKeys);
        command.Validators.Add(result =>
        {
            if (result.GetValue(rsa) && result.GetValue(ed25519))
            {
                result.AddError("--rsa and --ed25519 exclude each other: a key is of one kind.");
            }
        });
    }

    /// <exception cref="RegistryException">No pass phrase was given.</exception>
    public NewKeys Of(ParseResult parsed, PassPhrases passPhrases) =>
        new(AlgorithmOf(parsed), parsed.GetValue(encrypt) ? passPhrases.Choose() : null, parsed.GetValue(rootKeys));

    private KeyAlgorithm AlgorithmOf(ParseResult parsed) => parsed.GetValue(rsa) ? KeyAlgorithm.Rsa : parsed.GetValue(ed25519) ? KeyAlgorithm.Ed25519 : KeyAlgorithm.P256;
}
