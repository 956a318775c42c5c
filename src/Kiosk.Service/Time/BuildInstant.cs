using System.Globalization;
using System.Reflection;

namespace Kiosk.Service.Time;

/// <summary>The build time, the lowest value of the clock floor: no terminal runs before its program was built.</summary>
internal static class BuildInstant
{
    /// <summary>Assembly metadata set by release builds, ISO 8601: the commit's time, so that builds stay reproducible.</summary>
    public const string MetadataKey = "BuildInstant";

    /// <summary>For builds without that metadata; this program did not exist earlier.</summary>
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Value { get; } = Of(typeof(BuildInstant).Assembly);

    private static DateTimeOffset Of(Assembly assembly)
    {
        var stated = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == MetadataKey)?.Value;
        return DateTimeOffset.TryParse(stated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && instant > Earliest
            ? instant.ToUniversalTime()
            : Earliest;
    }
}
