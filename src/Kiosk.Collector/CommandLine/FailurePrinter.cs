using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary>Says that something was not done: on standard error, or as one document with <c>error</c> and <c>exitCode</c>.</summary>
internal static class FailurePrinter
{
    /// <returns>The exit code.</returns>
    public static int Print(string sentence, int exitCode, bool asJson)
    {
        if (asJson)
        {
            JsonPrinter.Print(new() { ["error"] = sentence, ["exitCode"] = exitCode });
        }
        else
        {
            Console.Error.WriteLine($"collector: {ShownName.InLines(sentence)}");
        }

        return exitCode;
    }
}
