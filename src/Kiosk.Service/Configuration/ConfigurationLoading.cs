using Microsoft.Extensions.Configuration;

namespace Kiosk.Service.Configuration;

/// <summary>Reads and validates the settings before anything is started, so that a mistake costs one sentence and changes nothing.</summary>
internal static class ConfigurationLoading
{
    private const string SystemFolder = "/etc/kiosk";

    /// <param name="file">A file given on the command line, used instead of /etc/kiosk.</param>
    /// <param name="overrides">What the command line sets itself; wins over all.</param>
    /// <exception cref="ConfigurationException">A file cannot be read, a key is unknown or a value is out of range.</exception>
    public static KioskOptions Load(string? file, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        var builder = new ConfigurationBuilder();
        foreach (var path in Files(file))
        {
            AddFile(builder, path);
        }

        builder.AddEnvironmentVariables();
        builder.AddInMemoryCollection(overrides ?? new Dictionary<string, string?>());
        return Validated(Bound(builder.Build()));
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

    private static void AddFile(ConfigurationBuilder builder, string path)
    {
        if (!File.Exists(path))
        {
            throw new ConfigurationException($"{path}: no such configuration file.");
        }

        // Parsed here and now: a file provider would watch the whole folder.
        try
        {
            builder.AddConfiguration(new ConfigurationBuilder().AddJsonStream(new MemoryStream(File.ReadAllBytes(path))).Build());
        }
        catch (Exception exception) when (exception is FormatException or System.Text.Json.JsonException)
        {
            throw new ConfigurationException($"{path}: not valid JSON: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    private static KioskOptions Bound(IConfigurationRoot configuration)
    {
        try
        {
            return configuration.GetSection(KioskOptions.Section).Get<KioskOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new KioskOptions();
        }
        catch (InvalidOperationException exception)
        {
            var cause = exception.InnerException is FormatException ? $"{exception.Message} {exception.InnerException.Message}" : exception.Message;
            throw new ConfigurationException($"Configuration section {KioskOptions.Section}: {cause}", exception);
        }
    }

    private static KioskOptions Validated(KioskOptions options)
    {
        var result = new KioskOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new ConfigurationException(string.Join(Environment.NewLine, result.Failures!.Select(Sentence)));
        }

        return options;
    }

    // The generated validator puts the member's name and a colon in front.
    private static string Sentence(string failure)
    {
        var at = failure.IndexOf($"{KioskOptions.Section}:", StringComparison.Ordinal);
        return at > 0 ? failure[at..] : failure;
    }
}
