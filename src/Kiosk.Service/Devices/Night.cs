using Kiosk.Service.Configuration;

namespace Kiosk.Service.Devices;

/// <summary>Night hours, in which nothing sounds and the panel is dimmed.</summary>
internal static class Night
{
    public static bool Covers(NightOptions options, DateTimeOffset instant) => DeviceAddresses.IsWithin(options.From, options.To, instant);
}
