using Kiosk.Durability;
using Kiosk.Registry.CommandLine;
using Kiosk.Words;

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
            await Console.Error.WriteLineAsync($"registry: {Phrase.WithDetail("không ghi được ra đầu ra chuẩn", failure.Message).In(ConsoleLanguage.Current)}");
            return ExitCode.NotAvailable;
        }
    }
}
