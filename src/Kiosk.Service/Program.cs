using Kiosk.Service.CommandLine;

namespace Kiosk.Service;

internal static class Program
{
    private static Task<int> Main(string[] args) => KioskCommand.RunAsync(args);
}
