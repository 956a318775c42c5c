using Microsoft.Extensions.Configuration;

namespace Kiosk.Service.Configuration;

/// <summary>Loads and validates the settings before anything is started, so that a mistake is reported in one sentence and changes nothing.</summary>
internal static class ConfigurationLoading
{
    private const string SystemFolder = "/etc/kiosk";

    /// <param name="file">A file given on the command line, used instead of /etc/kiosk.</param>
    /// <param name="overrides">Settings from the command line; these take precedence over all others.</param>
    /// <exception cref="ConfigurationException">A file cannot be read, a key is unknown or a value is out of range.</exception>
    public static KioskOptions Load(string? file, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        SettingsLayer[] layers = [.. Files(file).Select(SettingsLayer.OfFile), SettingsLayer.OfEnvironment(), SettingsLayer.OfCommandLine(overrides)];
        if (!HasAny(file))
        {
            throw new ConfigurationException($$"""There are no settings yet: write {{SystemFolder}}/kiosk.json, at least { "Kiosk": { "TerminalId": "HN-01" } }, or name a file with --config.""");
        }

        var mistakes = layers.SelectMany(layer => layer.Mistakes()).ToList();
        Refuse(mistakes);

        var options = Bound(layers);
        var result = new KioskOptionsValidator().Validate(null, options);
        Refuse([.. (result.Failures ?? []).Select(failure => Sentence(failure, layers))]);
        return options;
    }

    /// <summary>Whether there are any settings, valid or not.</summary>
    public static bool HasAny(string? file) => Files(file).Any() || SettingsLayer.OfEnvironment().HasOurs;

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
    private static KioskOptions Bound(SettingsLayer[] layers)
    {
        var settings = layers.SelectMany(layer => layer.Settings.AsEnumerable()).Where(setting => SettingKeys.IsKnown(setting.Key));
        var merged = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
        {
            merged[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(merged).Build().GetSection(KioskOptions.Section).Get<KioskOptions>() ?? new KioskOptions();
    }

    private static void Refuse(List<string> mistakes)
    {
        if (mistakes.Count > 0)
        {
            throw new ConfigurationException(string.Join(Environment.NewLine, mistakes));
        }
    }

    // The generated validator prefixes the member's name and a colon to our sentence, which starts with the key.
    private static string Sentence(string failure, SettingsLayer[] layers)
    {
        var at = failure.IndexOf($"{KioskOptions.Section}:", StringComparison.Ordinal);
        var sentence = at > 0 ? failure[at..] : failure;
        var key = sentence[..sentence.IndexOf(' ', StringComparison.Ordinal)];
        return layers.LastOrDefault(layer => layer.Sets(key)) is { } layer ? $"{layer.PlaceOf(key)}: {sentence}" : sentence;
    }
}
