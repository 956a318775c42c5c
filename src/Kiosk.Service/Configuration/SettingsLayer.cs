using Kiosk.Durability;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Service.Configuration;

/// <summary>Settings from one source; later layers override earlier ones.</summary>
/// <param name="Name">The source, as the start of a sentence.</param>
/// <param name="IsOurs">Whether all of it is meant for this program.</param>
internal sealed record SettingsLayer(string Name, IConfigurationRoot Settings, bool IsOurs)
{
    /// <summary>Upper limit on a settings file, in bytes; no handwritten one comes near it.</summary>
    private const int MaxFile = 1024 * 1024;

    /// <summary>The line of each key in a file.</summary>
    private IReadOnlyDictionary<string, int>? Lines { get; init; }

    /// <summary>Whether any of it is meant for this program.</summary>
    public bool HasOurs => Settings.AsEnumerable().Any(setting => SettingKeys.IsInSection(setting.Key) && setting.Value is not null);

    /// <exception cref="ConfigurationException">The file is missing, unreadable or not JSON.</exception>
    public static SettingsLayer OfFile(string path)
    {
        // Parsed directly, since a file provider would watch the whole folder.
        try
        {
            var text = SettingsText.Parse(path, RegularFile.Read(path, MaxFile));
            return new(path, new ConfigurationBuilder().AddJsonStream(new MemoryStream(text.Json.ToArray())).Build(), IsOurs: true) { Lines = text.Lines };
        }
        catch (FileNotFoundException missing)
        {
            throw new ConfigurationException($"{path}: no such configuration file.", missing);
        }
        catch (NotAFileException other)
        {
            throw new ConfigurationException($"{path}: {other.Reason}", other);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new ConfigurationException(SentenceOfDenied(path), denied);
        }
        catch (IOException exception)
        {
            throw new ConfigurationException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    /// <returns>Null if the file is missing, unreadable or not JSON.</returns>
    public static SettingsLayer? TryOfFile(string path)
    {
        try
        {
            return OfFile(path);
        }
        catch (ConfigurationException)
        {
            return null;
        }
    }

    public static SettingsLayer OfEnvironment() => new("The environment", new ConfigurationBuilder().AddEnvironmentVariables().Build(), IsOurs: false);

    public static SettingsLayer OfCommandLine(IReadOnlyDictionary<string, string?>? settings) =>
        new("The command line", new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build(), IsOurs: true);

    /// <summary>Whether the layer sets the key, possibly to null.</summary>
    public bool Sets(string key) => Settings.Providers.Any(provider => provider.TryGet(key, out _));

    /// <summary>One sentence for each unknown key and each value of the wrong type.</summary>
    public IEnumerable<string> Mistakes() => Mistaken().Select(mistake => $"{PlaceOf(mistake.Key)}: {mistake.Sentence}");

    /// <summary>The keys that <see cref="Mistakes"/> is about.</summary>
    public IEnumerable<string> MistakenKeys() => Mistaken().Select(mistake => mistake.Key);

    private IEnumerable<(string Key, string Sentence)> Mistaken() =>
        from setting in Settings.AsEnumerable()
        where setting.Value is not null && (IsOurs || SettingKeys.IsInSection(setting.Key))
        orderby setting.Key
        let mistake = SettingKeys.MistakeIn(setting.Key, setting.Value)
        where mistake is not null
        select (setting.Key, mistake);

    /// <summary>The file with the key's line, or the source's name alone.</summary>
    public string PlaceOf(string key) => Lines?.TryGetValue(key, out var line) == true ? $"{Name}, line {line}" : Name;

    private static string SentenceOfDenied(string path)
    {
        var (owner, us) = (FolderOwner.Of(path), SystemUser.Current);
        return owner == us
            ? $"{path}: these settings may not be read even by {us}, their owner. Run: chmod u+r {ShellWord.Of(path)}"
            : $"{path}: these settings belong to {owner}, and {us} may not read them. Run: sudo chown {us.ForChown} {ShellWord.Of(path)}, or run this as {owner}.";
    }
}
