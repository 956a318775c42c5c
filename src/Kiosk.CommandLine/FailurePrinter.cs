using System.Text.Json.Nodes;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>Reports a failure: on standard error, or as one JSON document with <c>error</c> and <c>exitCode</c>.</summary>
/// <param name="program">Its name, which begins the line.</param>
public sealed class FailurePrinter(string program)
{
    /// <returns>The exit code.</returns>
    public int Print(string sentence, int exitCode, bool asJson)
    {
        if (asJson)
        {
            JsonPrinter.Print(ToJson(sentence, exitCode));
        }
        else
        {
            Console.Error.WriteLine($"{program}: {ShownName.InLines(sentence)}");
        }

        return exitCode;
    }

    public static JsonObject ToJson(string sentence, int exitCode) => new() { ["error"] = sentence, ["exitCode"] = exitCode };
}
