using Kiosk.Registry.CommandLine;

namespace Kiosk.Registry;

internal static class Program
{
    private static Task<int> Main(string[] args) => RegistryCommand.RunAsync(args);
}
