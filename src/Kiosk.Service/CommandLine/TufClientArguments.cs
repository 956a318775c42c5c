using System.CommandLine;
using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary>The options of <c>kiosk tuf-client</c>, which may come before or after its verb.</summary>
internal sealed class TufClientArguments(Language language)
{
    private readonly Option<string> metadataFolder = new("--metadata-dir") { Description = new Phrase("Thư mục chứa siêu dữ liệu được tin cậy.", "Folder for trusted metadata.").In(language), HelpName = "DIR", Required = true, Recursive = true };
    private readonly Option<string?> metadataAddress = new("--metadata-url") { Description = new Phrase("Địa chỉ siêu dữ liệu của kho: https, hoặc http trên chính máy này.", "URL of the repository's metadata: https, or http on loopback.").In(language), HelpName = "URL", Recursive = true };
    private readonly Option<string[]> targetNames = new("--target-name") { Description = new Phrase("Đường dẫn của một đích; có thể nêu nhiều lần.", "Path of a target; may be repeated.").In(language), HelpName = "PATH", Recursive = true };
    private readonly Option<string?> targetAddress = new("--target-base-url") { Description = new Phrase("Địa chỉ gốc các đích của kho.", "Base URL of the repository's targets.").In(language), HelpName = "URL", Recursive = true };
    private readonly Option<string?> targetFolder = new("--target-dir") { Description = new Phrase("Thư mục tải các đích về.", "Folder to download targets to.").In(language), HelpName = "DIR", Recursive = true };
    private readonly Option<bool> json = new("--json") { Description = new Phrase("In JSON thay cho văn bản.", "Print JSON instead of text.").In(language), Recursive = true };

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
        parsed.GetValue(targetNames) is { Length: > 0 } names ? names : throw new InputException(new("Hãy nêu một đích bằng --target-name.", "Name a target with --target-name."));

    /// <exception cref="InputException">No folder was named.</exception>
    public string TargetFolder(ParseResult parsed) =>
        parsed.GetValue(targetFolder) is { Length: > 0 } folder ? GivenPath.FolderOrAbsent(folder) : throw new InputException(new("Hãy nêu một thư mục bằng --target-dir.", "Name a folder with --target-dir."));

    private static FeedAddress Address(ParseResult parsed, Option<string?> option)
    {
        var text = parsed.GetValue(option) ?? throw new InputException(new($"Hãy nêu một địa chỉ bằng {option.Name}.", $"Give an address with {option.Name}."));
        var address = FeedAddress.TryParse(text) ?? throw new InputException(new($"{option.Name}: {text} không phải địa chỉ http hoặc https.", $"{option.Name}: {text} is no http or https address."));
        return address.IsSecure || address.IsLoopback ? address : throw new InputException(new($"{option.Name}: {text} phải là https; http chỉ dùng trong chính máy này.", $"{option.Name}: {text} must be https; plain http is for this machine alone."));
    }
}
