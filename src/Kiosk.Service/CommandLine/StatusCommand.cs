using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk status</c>: prints the running service's status; exit code 1 if it admits nobody.</summary>
internal static class StatusCommand
{
    private const string Indent = "\n           ";

    private const int NameWidth = 9;

    private static readonly Phrase Ready = new("sẵn sàng", "ready");
    private static readonly Phrase NotReady = new("CHƯA SẴN SÀNG", "NOT READY");

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("status", new Phrase(
            "Hiển thị trạng thái của dịch vụ đang chạy. Mã thoát 1: chưa sẵn sàng; 3: không chạy.",
            "Show the running service's status. Exit code 1: not ready; 3: not running.").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ControlClient(common.Folders(parsed), language);
            try
            {
                return Print(await client.GetAsync(SocketGuard.CommandPrefix + "/status", cancellationToken), parsed.GetValue(common.Json), language);
            }
            catch (ServiceUnavailableException exception) when (!exception.IsDenied && common.HasSettings(parsed))
            {
                if (await LoopbackHealth.ObstacleAsync(common.Settings(parsed).Http.Port, cancellationToken) is not { } obstacle)
                {
                    throw;
                }

                return Print(obstacle, parsed.GetValue(common.Json), language);
            }
        });
        return command;
    }

    // If the disk could not take the Unix socket, little more is known.
    private static int Print(string obstacle, bool asJson, Language language)
    {
        var line = TerminalFault.OnOneLine(obstacle);
        Console.WriteLine(asJson
            ? JsonAnswer.Of(new OutageReport(Ready: false, line), OutageJson.Default.OutageReport, ExitCode.No, line)
            : $"{NotReady.In(language)}  {obstacle.Replace("\n", Indent, StringComparison.Ordinal)}");
        return ExitCode.No;
    }

    /// <summary>Prints the status after a successful command, without regard to whether the terminal is ready.</summary>
    public static void PrintAfter(ControlAnswer answer, bool asJson, Language language)
    {
        if (asJson)
        {
            Console.WriteLine(Encoding.UTF8.GetString(answer.Body));
            return;
        }

        Print(answer, asJson, language);
    }

    /// <returns>The exit code.</returns>
    private static int Print(ControlAnswer answer, bool asJson, Language language)
    {
        var report = JsonSerializer.Deserialize(answer.Body, StatusJson.Default.StatusReport)!;
        var code = report.Ready ? ExitCode.Done : ExitCode.No;
        if (asJson)
        {
            Console.WriteLine(JsonAnswer.Of(answer.Body, code, report.Summary));
            return code;
        }

        Console.WriteLine(report.Ready ? Ready.In(language) : $"{NotReady.In(language)}  {string.Join(Indent, report.Faults.Select(fault => StatusWords.Of(fault).In(language)))}");
        foreach (var (name, value) in StatusLines.Of(report))
        {
            Console.WriteLine($"{name.In(language),-NameWidth} {value.In(language).ReplaceLineEndings("\n" + new string(' ', NameWidth + 1))}".TrimEnd());
        }

        return code;
    }
}

/// <summary>The part of <see cref="StatusReport"/> that is known when the service can be queried only on loopback.</summary>
internal sealed record OutageReport(bool Ready, string Summary);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OutageReport))]
internal sealed partial class OutageJson : JsonSerializerContext;
