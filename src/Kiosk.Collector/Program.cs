using Kiosk.Collector.CommandLine;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Collector;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        StandardStreams.Prepare();
        try
        {
            return await CollectorCommand.RunAsync(args);
        }
        catch (PrintingException failure)
        {
            await Console.Error.WriteLineAsync($"collector: {Phrase.WithDetail("không ghi được ra đầu ra chuẩn", failure.Message).In(ConsoleLanguage.Current)}");
            return ExitCode.NotAvailable;
        }
    }
}
