using System.CommandLine;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk devices</c>: operates single devices, to check their wiring.</summary>
internal static class DevicesCommand
{
    public static Command Create(Language language) => new("devices", new Phrase("Thử từng thiết bị, khi dịch vụ không dùng chúng.", "Try out single devices, while the service is not using them.").In(language)) { DevicesClockCommand.Create(language), DevicesTouchCommand.Create(language), DevicesUnlockCommand.Create(language) };
}
