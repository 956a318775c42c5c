using Kiosk.Words;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Service.Configuration;

/// <summary>Loads and validates the settings before anything is started, so that a mistake is reported in one sentence and changes nothing.</summary>
internal static class ConfigurationLoading
{
    private const string SystemFolder = "/etc/kiosk";

    /// <param name="file">A file given on the command line, used instead of /etc/kiosk.</param>
    /// <param name="overrides">Settings from the command line; these take precedence over all others.</param>
    /// <exception cref="ConfigurationException">A file cannot be read, a key is unknown, a value is out of range, or the data folder can be none.</exception>
    public static KioskOptions Load(string? file, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        SettingsLayer[] layers = [.. Files(file).Select(SettingsLayer.OfFile), SettingsLayer.OfEnvironment(), SettingsLayer.OfCommandLine(overrides)];
        if (!HasAny(file))
        {
            throw new ConfigurationException(new(
                $$"""Chưa có thiết lập nào: hãy ghi {{SystemFolder}}/kiosk.json, ít nhất là { "Kiosk": { "TerminalId": "HN-01" } }, hoặc nêu một tệp bằng --config.""",
                $$"""There are no settings yet: write {{SystemFolder}}/kiosk.json, at least { "Kiosk": { "TerminalId": "HN-01" } }, or name a file with --config."""));
        }

        var mistakes = layers.SelectMany(layer => layer.Mistakes()).ToList();
        Refuse(mistakes);

        var options = Bound(layers, mistaken: []);
        var result = new KioskOptionsValidator().Validate(null, options);
        Refuse([.. (result.Failures ?? []).Select(failure => Sentence(failure, layers))]);
        Refuse(DataFolderPlace.MistakeOf(options.DataFolder) is { } mistake ? [At($"{KioskOptions.Section}:{nameof(KioskOptions.DataFolder)}", mistake, layers)] : []);
        return options;
    }

    /// <summary>Whether there are any settings, valid or not.</summary>
    public static bool HasAny(string? file) => Files(file).Any() || SettingsLayer.OfEnvironment().HasOurs;

    /// <summary>The settings that can be used, each mistaken one at its default: to examine the rest of a terminal by.</summary>
    /// <param name="file">As for <see cref="Load"/>; a file that cannot be read sets nothing.</param>
    public static KioskOptions Salvage(string? file, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        SettingsLayer[] layers = [.. Files(file).Select(SettingsLayer.TryOfFile).OfType<SettingsLayer>(), SettingsLayer.OfEnvironment(), SettingsLayer.OfCommandLine(overrides)];
        var mistaken = new HashSet<string>(layers.SelectMany(layer => layer.MistakenKeys()), StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            var options = Bound(layers, mistaken);
            var failures = new KioskOptionsValidator().Validate(null, options).Failures ?? [];
            var known = mistaken.Count;
            mistaken.UnionWith(failures.Select(failure => KeyOf(SentenceOf(failure))));
            if (mistaken.Count == known)
            {
                return options;
            }
        }
    }

    private static IEnumerable<string> Files(string? file)
    {
        var own = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        if (File.Exists(own))
        {
            yield return own;
        }

        if (file is not null)
        {
            yield return Path.GetFullPath(file);
        }
        else if (Directory.Exists(SystemFolder))
        {
            foreach (var path in Directory.EnumerateFiles(SystemFolder, "*.json").Order(StringComparer.Ordinal))
            {
                yield return path;
            }
        }
    }

    // Merged by hand, since a chained configuration treats an empty value as missing, so that the default would mask a mistake.
    private static KioskOptions Bound(SettingsLayer[] layers, HashSet<string> mistaken)
    {
        var settings = layers.SelectMany(layer => layer.Settings.AsEnumerable()).Where(setting => SettingKeys.IsKnown(setting.Key) && !mistaken.Contains(setting.Key));
        var merged = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
        {
            merged[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(merged).Build().GetSection(KioskOptions.Section).Get<KioskOptions>() ?? new KioskOptions();
    }

    private static void Refuse(List<Phrase> mistakes)
    {
        if (mistakes.Count > 0)
        {
            throw new ConfigurationException(new(string.Join(Environment.NewLine, mistakes.Select(mistake => mistake.Vietnamese)), string.Join(Environment.NewLine, mistakes.Select(mistake => mistake.English))));
        }
    }

    private static Phrase Sentence(string failure, SettingsLayer[] layers)
    {
        var sentence = SentenceOf(failure);
        return At(KeyOf(sentence), SettingRule.Read(sentence), layers);
    }

    private static Phrase At(string key, Phrase sentence, SettingsLayer[] layers) =>
        layers.LastOrDefault(layer => layer.Sets(key)) is { } layer ? layer.At(key, sentence) : sentence;

    // The generated validator prefixes the member's name and a colon to our sentence, which starts with the key.
    private static string SentenceOf(string failure) =>
        failure.IndexOf($"{KioskOptions.Section}:", StringComparison.Ordinal) is > 0 and var at ? failure[at..] : failure;

    private static string KeyOf(string sentence) => sentence[..sentence.IndexOf(' ', StringComparison.Ordinal)];
}
