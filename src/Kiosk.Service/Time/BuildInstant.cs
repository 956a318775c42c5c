using System.Globalization;
using System.Reflection;

namespace Kiosk.Service.Time;

/// <summary>The first part of the floor: no terminal runs before its program was built.</summary>
internal static class BuildInstant
{
    /// <summary>The assembly metadata that a release build sets, ISO 8601: the instant of the commit, so that the build stays reproducible.</summary>
    public const string MetadataKey = "BuildInstant";

    /// <summary>For builds that say nothing: this program did not exist before.</summary>
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
