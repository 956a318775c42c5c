using Kiosk.Durability;
using Kiosk.Service.CommandLine;

namespace Kiosk.Service;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        StandardStreams.Prepare();
        try
        {
            return await KioskCommand.RunAsync(args);
        }
        catch (PrintingException failure)
        {
            await Console.Error.WriteLineAsync($"kiosk: {failure.Message}");
            return KioskCommand.UnprintedCode(args);
        }
    }
}
