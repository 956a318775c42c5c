using System.CommandLine;
using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Options shared by several verbs.</summary>
internal sealed class CommonOptions(Language language)
{
    private const int MaxSettings = 1 << 20;

    public Option<string?> Config { get; } = new("--config") { Description = new Phrase("Đọc thiết lập từ FILE thay cho /etc/kiosk/*.json.", "Read settings from FILE instead of /etc/kiosk/*.json.").In(language), HelpName = "FILE" };

    public Option<string?> Data { get; } = new("--data") { Description = new Phrase("Thư mục dữ liệu (nhật ký và bộ nhớ đệm), thay cho Kiosk:DataFolder.", "Data folder (journal and cache), instead of Kiosk:DataFolder.").In(language), HelpName = "DIR" };

    public Option<bool> Json { get; } = new("--json") { Description = new Phrase("In một tài liệu JSON thay cho văn bản, kể cả khi thất bại.", "Print one JSON document instead of text, also on failure.").In(language) };

    /// <summary>For a verb that answers for each of several items.</summary>
    /// <param name="item">Completes "one line …", as in "a finding".</param>
    public CommonOptions PrintingLines(Phrase item)
    {
        Json.Description = new Phrase($"In JSON thay cho văn bản, mỗi {item.Vietnamese} một dòng.", $"Print JSON instead of text, one line {item.English}.").In(language);
        return this;
    }

    public void AddTo(Command command, bool json = true)
    {
        command.Options.Add(Config);
        command.Options.Add(Data);
        if (json)
        {
            command.Options.Add(Json);
        }
    }

    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public KioskOptions Settings(ParseResult parsed) => ConfigurationLoading.Load(ConfigFile(parsed), Overrides(parsed));

    /// <summary>The settings that can be used, the others at their defaults.</summary>
    public KioskOptions Salvaged(ParseResult parsed) => ConfigurationLoading.Salvage(parsed.GetValue(Config), Overrides(parsed));

    /// <summary>Whether to apply settings: a data folder alone says nothing about ports and devices.</summary>
    public bool HasSettings(ParseResult parsed) => parsed.GetValue(Data) is null || parsed.GetValue(Config) is not null;

    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public CacheStore Cache(ParseResult parsed) => new(Folders(parsed).Cache, new DurableFiles(), CacheKey.Beside(Folders(parsed).Cache, Keys(parsed)));

    /// <summary>Whether anybody has written settings, good or bad.</summary>
    public bool HasWrittenSettings(ParseResult parsed) => ConfigurationLoading.HasAny(parsed.GetValue(Config));

    /// <summary>The display settings; with <c>--data</c> alone, no display.</summary>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public DisplayOptions Display(ParseResult parsed) =>
        !HasSettings(parsed) ? new DisplayOptions() : Settings(parsed).Display;

    /// <summary>Requires that the data folder belongs to this user, since the service could not read files that another user, root included, creates there. A missing folder is created, and so owned, by this user.</summary>
    /// <exception cref="InputException">The folder belongs to another user, or would.</exception>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public void RequireOwner(ParseResult parsed)
    {
        var folder = Folders(parsed).Data;
        if (DataFolderPlace.MistakeOf(folder) is { } mistake)
        {
            throw new InputException(mistake);
        }

        RequireOwner(folder, parsed);
        if (FolderOwner.IntendedOwnerOf(folder) is { } heir)
        {
            throw new InputException(new(
                $"Chưa có {folder}, và những gì root tạo ra thì dịch vụ, chạy bằng {NameOf(heir)}, không ghi được. Hãy tạo thư mục cho người dùng đó, sudo install -d -o {heir.ForChown} -m 0700 {ShellWord.Of(folder)}, rồi chạy: {Again(heir, parsed)}",
                $"There is no {folder} yet, and what root makes the service could not write as {heir}. Make the folder for it, sudo install -d -o {heir.ForChown} -m 0700 {ShellWord.Of(folder)}, then run: {Again(heir, parsed)}"));
        }
    }

    /// <inheritdoc cref="RequireOwner(ParseResult)"/>
    public static void RequireOwner(string folder, ParseResult parsed)
    {
        if (!FolderOwner.IsOurs(folder))
        {
            var owner = FolderOwner.Of(folder);
            throw new InputException(new(
                $"{folder} thuộc về {NameOf(owner)}, còn lệnh này chạy bằng {NameOf(SystemUser.Current)}: những gì người dùng khác ghi vào đó thì dịch vụ không đọc được. Hãy chạy: {Again(owner, parsed)}",
                $"{folder} belongs to {owner}, and this is {SystemUser.Current}: what is written there as another user the service could not read. Run: {Again(owner, parsed)}"));
        }
    }

    private static string NameOf(SystemUser user) => user.Name is { } name ? $"người dùng {name}" : $"người dùng số {user.Id}";

    private static string Again(SystemUser user, ParseResult parsed) => user.Running($"kiosk {string.Join(' ', parsed.Tokens.Select(token => ShellWord.Of(token.Value)))}");

    /// <summary>The folders alone, for verbs that only read files or query the service and need no terminal id. Without any settings, the default folders.</summary>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    /// <exception cref="InputException">The given folder can be no data folder.</exception>
    public KioskFolders Folders(ParseResult parsed) =>
        parsed.GetValue(Data) is { } given ? DataFolderPlace.MistakeOf(GivenPath.FolderOrAbsent(given)) is { } mistake ? throw new InputException(mistake) : new KioskFolders(Path.GetFullPath(given))
        : ConfigurationLoading.HasAny(parsed.GetValue(Config)) ? new KioskFolders(Settings(parsed).DataFolder)
        : new KioskFolders(new KioskOptions().DataFolder);

    /// <summary>Where the terminal's keys are, for verbs that need no settings.</summary>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public KeyStoreSettings Keys(ParseResult parsed) => KeyPlace.Of(HasSettings(parsed) && ConfigurationLoading.HasAny(parsed.GetValue(Config)) ? Settings(parsed).Identity : new IdentityOptions());

    private Dictionary<string, string?> Overrides(ParseResult parsed) => parsed.GetValue(Data) is { } folder
        ? new(StringComparer.Ordinal) { [$"{KioskOptions.Section}:{nameof(KioskOptions.DataFolder)}"] = GivenPath.FolderOrAbsent(folder) }
        : [];

    private string? ConfigFile(ParseResult parsed)
    {
        try
        {
            return parsed.GetValue(Config) is { } file ? GivenPath.File(file, MaxSettings) : null;
        }
        catch (InputException refused)
        {
            throw new ConfigurationException(refused.Sentence, refused);
        }
    }
}
