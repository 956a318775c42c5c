using Kiosk.Durability;
using Kiosk.Words;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Service.Configuration;

/// <summary>Settings from one source; later layers override earlier ones.</summary>
/// <param name="Name">The source, as the start of a sentence.</param>
/// <param name="IsOurs">Whether all of it is meant for this program.</param>
internal sealed record SettingsLayer(Phrase Name, IConfigurationRoot Settings, bool IsOurs)
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
            return new(Phrase.Untranslated(path), new ConfigurationBuilder().AddJsonStream(new MemoryStream(text.Json.ToArray())).Build(), IsOurs: true) { Lines = text.Lines };
        }
        catch (FileNotFoundException missing)
        {
            throw new ConfigurationException(new($"{path}: không có tệp thiết lập này.", $"{path}: no such configuration file."), missing);
        }
        catch (NotAFileException other)
        {
            throw new ConfigurationException(new($"{path}: {other.Reason.Vietnamese}", $"{path}: {other.Reason.English}"), other);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new ConfigurationException(SentenceOfDenied(path), denied);
        }
        catch (IOException exception)
        {
            throw new ConfigurationException(Phrase.WithDetail($"{path}: không đọc được", $"{path}: cannot be read: {exception.Message}"), exception);
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

    public static SettingsLayer OfEnvironment() => new(new("Biến môi trường", "The environment"), new ConfigurationBuilder().AddEnvironmentVariables().Build(), IsOurs: false);

    public static SettingsLayer OfCommandLine(IReadOnlyDictionary<string, string?>? settings) =>
        new(new("Dòng lệnh", "The command line"), new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build(), IsOurs: true);

    /// <summary>Whether the layer sets the key, possibly to null.</summary>
    public bool Sets(string key) => Settings.Providers.Any(provider => provider.TryGet(key, out _));

    /// <summary>One sentence for each unknown key and each value of the wrong type.</summary>
    public IEnumerable<Phrase> Mistakes() => Mistaken().Select(mistake => At(mistake.Key, mistake.Sentence));

    /// <summary>The keys that <see cref="Mistakes"/> is about.</summary>
    public IEnumerable<string> MistakenKeys() => Mistaken().Select(mistake => mistake.Key);

    private IEnumerable<(string Key, Phrase Sentence)> Mistaken() =>
        from setting in Settings.AsEnumerable()
        where setting.Value is not null && (IsOurs || SettingKeys.IsInSection(setting.Key))
        orderby setting.Key
        let mistake = SettingKeys.MistakeIn(setting.Key, setting.Value)
        where mistake is not null
        select (setting.Key, mistake);

    /// <summary>A sentence about a key, after the file with its line, or the source's name alone.</summary>
    public Phrase At(string key, Phrase sentence)
    {
        var place = Lines?.TryGetValue(key, out var line) == true ? new($"{Name.Vietnamese}, dòng {line}", $"{Name.English}, line {line}") : Name;
        return new($"{place.Vietnamese}: {sentence.Vietnamese}", $"{place.English}: {sentence.English}");
    }

    private static Phrase SentenceOfDenied(string path)
    {
        var (owner, us) = (FolderOwner.Of(path), SystemUser.Current);
        return owner == us
            ? new(
                $"{path}: ngay cả {us.ForChown}, chủ của thiết lập này, cũng không có quyền đọc. Hãy chạy: chmod u+r {ShellWord.Of(path)}",
                $"{path}: these settings may not be read even by {us}, their owner. Run: chmod u+r {ShellWord.Of(path)}")
            : new(
                $"{path}: thiết lập này thuộc về {owner.ForChown}, còn {us.ForChown} không có quyền đọc. Hãy chạy: sudo chown {us.ForChown} {ShellWord.Of(path)}, hoặc chạy lệnh bằng {owner.ForChown}.",
                $"{path}: these settings belong to {owner}, and {us} may not read them. Run: sudo chown {us.ForChown} {ShellWord.Of(path)}, or run this as {owner}.");
    }
}
