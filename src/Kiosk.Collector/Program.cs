using Kiosk.Collector.CommandLine;

namespace Kiosk.Collector;

internal static class Program
{
    private static Task<int> Main(string[] args) => CollectorCommand.RunAsync(args);
}
