using System.CommandLine;
using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.CommandLine;

/// <summary>The options of <c>kiosk tuf-client</c>, which may come before or after its verb.</summary>
internal sealed class TufClientArguments
{
    private readonly Option<string> metadataFolder = new("--metadata-dir") { Description = "Folder for trusted metadata.", HelpName = "DIR", Required = true, Recursive = true };
    private readonly Option<string?> metadataAddress = new("--metadata-url") { Description = "URL of the repository's metadata: https, or http on loopback.", HelpName = "URL", Recursive = true };
    private readonly Option<string[]> targetNames = new("--target-name") { Description = "Path of a target; may be repeated.", HelpName = "PATH", Recursive = true };
    private readonly Option<string?> targetAddress = new("--target-base-url") { Description = "Base URL of the repository's targets.", HelpName = "URL", Recursive = true };
    private readonly Option<string?> targetFolder = new("--target-dir") { Description = "Folder to download targets to.", HelpName = "DIR", Recursive = true };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON instead of text.", Recursive = true };

    public void AddTo(Command command)
    {
        command.Options.Add(metadataFolder);
        command.Options.Add(metadataAddress);
        command.Options.Add(targetNames);
        command.Options.Add(targetAddress);
        command.Options.Add(targetFolder);
        command.Options.Add(json);
    }

    public bool Json(ParseResult parsed) => parsed.GetValue(json);

    /// <summary>The folder for trusted metadata.</summary>
    public string MetadataFolder(ParseResult parsed) => GivenPath.FolderOrAbsent(parsed.GetValue(metadataFolder)!);

    public MetadataStore Store(ParseResult parsed) => new(MetadataFolder(parsed), new DurableFiles());

    /// <summary>The same store, for writing.</summary>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public MetadataStore StoreToWrite(ParseResult parsed)
    {
        GivenPath.FolderToWrite(parsed.GetValue(metadataFolder)!);
        return Store(parsed);
    }

    /// <exception cref="InputException">The URL is missing or not allowed.</exception>
    public FeedAddress MetadataAddress(ParseResult parsed) => Address(parsed, metadataAddress);

    /// <inheritdoc cref="MetadataAddress"/>
    public FeedAddress TargetAddress(ParseResult parsed) => Address(parsed, targetAddress);

    /// <exception cref="InputException">No target was named.</exception>
    public IReadOnlyList<string> TargetNames(ParseResult parsed) =>
        parsed.GetValue(targetNames) is { Length: > 0 } names ? names : throw new InputException("Name a target with --target-name.");

    /// <exception cref="InputException">No folder was named.</exception>
    public string TargetFolder(ParseResult parsed) =>
        parsed.GetValue(targetFolder) is { Length: > 0 } folder ? GivenPath.FolderOrAbsent(folder) : throw new InputException("Name a folder with --target-dir.");

    private static FeedAddress Address(ParseResult parsed, Option<string?> option)
    {
        var text = parsed.GetValue(option) ?? throw new InputException($"Give an address with {option.Name}.");
        var address = FeedAddress.TryParse(text) ?? throw new InputException($"{option.Name}: {text} is no http or https address.");
        return address.IsSecure || address.IsLoopback ? address : throw new InputException($"{option.Name}: {text} must be https; plain http is for this machine alone.");
    }
}
