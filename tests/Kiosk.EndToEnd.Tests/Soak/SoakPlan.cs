using System.Globalization;

namespace Kiosk.EndToEnd.Tests.Soak;

/// <summary>How long the service is watched: hours under <c>./kiosk test --soak</c> (<c>KIOSK_SOAK_HOURS</c>, <c>KIOSK_SOAK_FOLDER</c>), a few seconds otherwise, which only show that this harness works.</summary>
/// <param name="Day">How long a meeting lasts; then the next one is published, synced and begun.</param>
/// <param name="Interval">Between two lines of the table.</param>
/// <param name="Folder">Keeps data, table and verdict; null for a folder that goes with the test.</param>
internal sealed record SoakPlan(TimeSpan Length, TimeSpan Day, TimeSpan Interval, string? Folder)
{
    private const string HoursVariable = "KIOSK_SOAK_HOURS";
    private const string FolderVariable = "KIOSK_SOAK_FOLDER";

    private static readonly SoakPlan Glance = new(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6), Folder: null);

    public static SoakPlan Asked { get; } = double.TryParse(Environment.GetEnvironmentVariable(HoursVariable), CultureInfo.InvariantCulture, out var hours)
        ? new(TimeSpan.FromHours(hours), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), Environment.GetEnvironmentVariable(FolderVariable))
        : Glance;
}
