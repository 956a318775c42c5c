using System.CommandLine;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk devices</c>: operates single devices, to check their wiring.</summary>
internal static class DevicesCommand
{
    public static Command Create() => new("devices", "Try out single devices, while the service is not using them.") { DevicesClockCommand.Create(), DevicesTouchCommand.Create() };
}
