using Kiosk.Service.Configuration;

namespace Kiosk.Service.Devices;

/// <summary>Night hours, in which nothing sounds and the panel is dimmed.</summary>
internal static class Night
{
    // Vietnam uses UTC+07:00 all year.
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static bool Covers(NightOptions options, DateTimeOffset instant)
    {
        if (DeviceAddresses.TimeOf(options.From) is not { } from || DeviceAddresses.TimeOf(options.To) is not { } to)
        {
            return false;
        }

        var now = TimeOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
        return from <= to ? now >= from && now < to : now >= from || now < to;
    }
}
