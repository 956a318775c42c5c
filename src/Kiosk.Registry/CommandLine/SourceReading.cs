using Kiosk.Registry.Desk;
using Kiosk.Registry.Problems;
using Kiosk.Registry.Sources;

namespace Kiosk.Registry.CommandLine;

/// <summary>Reads a source folder and finds everything that is wrong with it, as publishing and <c>--check</c> do alike.</summary>
internal static class SourceReading
{
    /// <param name="desk">Null where there is none: then only the folder is looked at.</param>
    /// <param name="meetingSecret">What keys of calendars' meetings follow from.</param>
    public static SourceContent Read(SourceProblems problems, RegistryDesk? desk, Func<byte[]> meetingSecret, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var content = new SourceFolder(problems, meetingSecret, progress).Read(cancellationToken);
        if (desk is not null)
        {
            CompareProvinces(content, desk, problems);
        }

        return content;
    }

    private static void CompareProvinces(SourceContent content, RegistryDesk desk, SourceProblems problems)
    {
        var present = content.Feed.Provinces.Select(province => province.Code.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var code in present.Where(code => !desk.Settings.Provinces.ContainsKey(code)).Order(StringComparer.Ordinal))
        {
            problems.Error($"provinces/{code}", null, $"Nobody signs for the province {code}: {RegistryDesk.SettingsName} names {string.Join(", ", desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal))}.");
        }

        foreach (var code in desk.Settings.Provinces.Keys.Where(code => !present.Contains(code)).Order(StringComparer.Ordinal))
        {
            problems.Warn($"provinces/{code}", null, "there is no such folder: what was published of the province last stays in force.");
        }
    }
}
