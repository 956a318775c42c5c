using System.CommandLine;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk devices</c>: tries single devices out, for whoever wires a terminal.</summary>
internal static class DevicesCommand
{
    public static Command Create() => new("devices", "Tries single devices out; the service must not hold them.") { DevicesClockCommand.Create(), DevicesTouchCommand.Create() };
}
