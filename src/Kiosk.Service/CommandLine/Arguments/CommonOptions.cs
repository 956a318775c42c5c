using System.CommandLine;
using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>The options that several verbs share.</summary>
internal sealed class CommonOptions
{
    private const int MaxSettings = 1 << 20;

    public Option<string?> Config { get; } = new("--config") { Description = "A settings file to use instead of /etc/kiosk/*.json.", HelpName = "FILE" };

    public Option<string?> Data { get; } = new("--data") { Description = "The folder of journal and cache, instead of Kiosk:DataFolder.", HelpName = "DIR" };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text, one document; of a failure too." };

    /// <summary>For a verb with an answer for each of several items.</summary>
    /// <param name="item">As in "one line a finding".</param>
    public CommonOptions PrintingLines(string item)
    {
        Json.Description = $"Print JSON instead of text, one line {item}.";
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
    public KioskOptions Settings(ParseResult parsed)
    {
        var overrides = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (parsed.GetValue(Data) is { } folder)
        {
            overrides[$"{KioskOptions.Section}:{nameof(KioskOptions.DataFolder)}"] = GivenPath.FolderOrAbsent(folder);
        }

        return ConfigurationLoading.Load(ConfigFile(parsed), overrides);
    }

    /// <summary>Whether settings are to be heeded: a data folder alone says nothing of ports and devices.</summary>
    public bool HasSettings(ParseResult parsed) => parsed.GetValue(Data) is null || parsed.GetValue(Config) is not null;

    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public CacheStore Cache(ParseResult parsed) => new(Folders(parsed).Cache, new DurableFiles());

    /// <summary>How screens are shown; with <c>--data</c> alone, not at all.</summary>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public DisplayOptions Display(ParseResult parsed) =>
        !HasSettings(parsed) ? new DisplayOptions() : Settings(parsed).Display;

    /// <summary>Only the data folder's owner may write into it: what anybody else, root included, leaves there the service could not read. Where there is none yet, whoever makes it owns it.</summary>
    /// <exception cref="InputException">The folder belongs to another user, or would.</exception>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public void RequireOwner(ParseResult parsed)
    {
        var folder = Folders(parsed).Data;
        RequireOwner(folder, parsed);
        if (FolderOwner.HeirOf(folder) is { } heir)
        {
            throw new InputException(
                $"There is no {folder} yet, and what root makes the service could not write as {heir}. Make the folder for it, sudo install -d -o {heir.ForChown} -m 0700 {ShellWord.Of(folder)}, then run: {Again(heir, parsed)}");
        }
    }

    /// <inheritdoc cref="RequireOwner(ParseResult)"/>
    public static void RequireOwner(string folder, ParseResult parsed)
    {
        if (!FolderOwner.IsOurs(folder))
        {
            var owner = FolderOwner.Of(folder);
            throw new InputException($"{folder} belongs to {owner}, and this is {SystemUser.Current}: what is written there as another user the service could not read. Run: {Again(owner, parsed)}");
        }
    }

    private static string Again(SystemUser user, ParseResult parsed) => user.Running($"kiosk {string.Join(' ', parsed.Tokens.Select(token => ShellWord.Of(token.Value)))}");

    /// <summary>The folders alone: verbs that only look at files, or ask the service, need no terminal id. Where nobody wrote any settings, those that a terminal has then.</summary>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public KioskFolders Folders(ParseResult parsed) =>
        parsed.GetValue(Data) is { } folder ? new KioskFolders(GivenPath.FolderOrAbsent(folder))
        : ConfigurationLoading.HasAny(parsed.GetValue(Config)) ? new KioskFolders(Settings(parsed).DataFolder)
        : new KioskFolders(new KioskOptions().DataFolder);

    private string? ConfigFile(ParseResult parsed)
    {
        try
        {
            return parsed.GetValue(Config) is { } file ? GivenPath.File(file, MaxSettings) : null;
        }
        catch (InputException refused)
        {
            throw new ConfigurationException(refused.Message, refused);
        }
    }
}
