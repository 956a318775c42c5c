using Kiosk.Durability;
using Kiosk.Registry.CommandLine;

namespace Kiosk.Registry;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        StandardStreams.Prepare();
        try
        {
            return await RegistryCommand.RunAsync(args);
        }
        catch (PrintingException failure)
        {
            await Console.Error.WriteLineAsync($"registry: {failure.Message}");
            return ExitCode.NotAvailable;
        }
    }
}
