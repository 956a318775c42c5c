using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk status</c>: prints the running service's status; exit code 1 if it admits nobody.</summary>
internal static class StatusCommand
{
    private const string Indent = "\n           ";

    public static Command Create()
    {
        var common = new CommonOptions();
        var command = new Command("status", "Show the running service's status. Exit code 1: not ready; 3: not running.");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ControlClient(common.Folders(parsed));
            try
            {
                return Print(await client.GetAsync(SocketGuard.CommandPrefix + "/status", cancellationToken), parsed.GetValue(common.Json));
            }
            catch (ServiceUnavailableException exception) when (!exception.IsDenied && common.HasSettings(parsed))
            {
                if (await LoopbackHealth.ObstacleAsync(common.Settings(parsed).Http.Port, cancellationToken) is not { } obstacle)
                {
                    throw;
                }

                return Print(obstacle, parsed.GetValue(common.Json));
            }
        });
        return command;
    }

    // If the disk could not take the Unix socket, little more is known.
    private static int Print(string obstacle, bool asJson)
    {
        var line = TerminalFault.OnOneLine(obstacle);
        Console.WriteLine(asJson
            ? JsonAnswer.Of(new OutageReport(Ready: false, line), OutageJson.Default.OutageReport, ExitCode.No, line)
            : $"NOT READY  {obstacle.Replace("\n", Indent, StringComparison.Ordinal)}");
        return ExitCode.No;
    }

    /// <summary>Prints the status after a successful command, without regard to whether the terminal is ready.</summary>
    public static void PrintAfter(ControlAnswer answer, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(Encoding.UTF8.GetString(answer.Body));
            return;
        }

        Print(answer, asJson);
    }

    /// <returns>The exit code.</returns>
    private static int Print(ControlAnswer answer, bool asJson)
    {
        var report = JsonSerializer.Deserialize(answer.Body, StatusJson.Default.StatusReport)!;
        if (asJson)
        {
            var code = report.Ready ? ExitCode.Done : ExitCode.No;
            Console.WriteLine(JsonAnswer.Of(answer.Body, code, report.Summary));
            return code;
        }

        Console.WriteLine(report.Ready ? "ready" : $"NOT READY  {string.Join(Indent, report.Faults.SelectMany(StatusWords.LinesOf))}");
        Console.WriteLine($"mode      {report.Mode} {report.Context}".TrimEnd());
        if (report.Presence is { } presence)
        {
            Console.WriteLine($"present   {StatusWords.Of(presence)}");
        }

        Console.WriteLine($"reader    {StatusWords.OfReader(report.Reader)}");
        Console.WriteLine($"journal   {report.JournalTaps} taps on record");
        if (report.Upload is { } upload)
        {
            Console.WriteLine($"upload    {StatusWords.Of(upload)}");
        }

        Console.WriteLine($"cache     {(report.CacheGeneration == 0 ? "none" : $"generation {report.CacheGeneration}{(report.CacheAgeHours is { } age ? $", newest data issued {StatusWords.Ago(age)}" : "")}")}");
        Console.WriteLine($"lists     {(report.RevocationAgeHours is { } oldest ? $"the oldest revocation list was issued {StatusWords.Ago(oldest)}" : report.ListsAhead is null ? "no revocation list" : "no revocation list is in force")}{(report.ListsAhead is { } ahead ? $". {ahead}" : "")}");
        Console.WriteLine($"feed      {report.Feed.Failure?.English ?? report.Feed.Sentence}{(report.Feed.Expires is { } expires ? $" Signed until {expires:yyyy-MM-dd HH:mm'Z'}." : "")}{(report.Feed.RemainingBytes > 0 ? $" {report.Feed.RemainingBytes} bytes to go." : "")}");
        if (report.Feed.Failure is { } failure)
        {
            Console.WriteLine($"          {failure.Vietnamese}\n          Technical detail: {report.Feed.Sentence}");
        }

        Console.WriteLine($"clock     {StatusWords.OfClock(report.ClockTrust)}");
        Console.WriteLine($"taps      {report.Taps} since the start");
        if (report.PagesProblem is { } problem)
        {
            Console.WriteLine($"pages     {problem}");
        }

        return report.Ready ? ExitCode.Done : ExitCode.No;
    }
}

/// <summary>The part of <see cref="StatusReport"/> that is known when the service can be queried only on loopback.</summary>
internal sealed record OutageReport(bool Ready, string Summary);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OutageReport))]
internal sealed partial class OutageJson : JsonSerializerContext;
