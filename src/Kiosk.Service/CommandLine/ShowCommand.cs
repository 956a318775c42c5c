using System.CommandLine;
using System.Text;
using System.Text.Json;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk show operator|readiness|device-check</c>: shows an operator's screen on the terminal's display, for a minute or until the next tap.</summary>
internal static class ShowCommand
{
    // The device check reads the whole journal, at 4 ms a megabyte.
    private static readonly TimeSpan DeviceCheckTimeout = TimeSpan.FromMinutes(2);

    public static Command Create()
    {
        var screen = new Argument<string>("screen")
        {
            Description = $"{ScreenCommands.Operator}: attendance and state of the terminal; {ScreenCommands.Readiness}: whether it is ready for use; {ScreenCommands.DeviceCheck}: run a device check with light and sound (exit code 1: a step failed, or a card ended it).",
        };
        screen.TakeOnly(ScreenCommands.Operator, ScreenCommands.Readiness, ScreenCommands.DeviceCheck);
        var common = new CommonOptions();
        var command = new Command("show", "Show an operator's screen on the running terminal, for a minute or until the next tap.") { screen };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, asJson) = (parsed.GetValue(screen)!, parsed.GetValue(common.Json));
            var isTest = name == ScreenCommands.DeviceCheck;
            using var client = new ControlClient(common.Folders(parsed), isTest ? DeviceCheckTimeout : null);
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + "/show", Encoding.ASCII.GetBytes(name), cancellationToken);
            if (!answer.Accepted)
            {
                throw new InputException(Encoding.UTF8.GetString(answer.Body).Trim());
            }

            if (isTest)
            {
                return PrintTest(answer, asJson);
            }

            StatusCommand.PrintAfter(answer, asJson);
            return ExitCode.Done;
        });
        return command;
    }

    private static int PrintTest(ControlAnswer answer, bool asJson)
    {
        var result = JsonSerializer.Deserialize(answer.Body, DeviceCheckResultJson.Default.DeviceCheckResult)!;
        var code = result.Passed ? ExitCode.Done : ExitCode.No;
        if (asJson)
        {
            Console.WriteLine(JsonAnswer.Of(answer.Body, code, EndOf(result)));
        }
        else
        {
            foreach (var line in result.Steps)
            {
                Console.WriteLine($"{StateOf(line.State),-9} {line.NameEn}: {line.DetailEn}");
            }

            Console.WriteLine(EndOf(result));
        }

        return code;
    }

    private static string StateOf(CheckState state) => state switch
    {
        CheckState.Good => "good",
        CheckState.Doubtful => "doubtful",
        CheckState.Running => "not tried",
        CheckState.Absent => "absent",
        _ => "BAD",
    };

    private static string EndOf(DeviceCheckResult result) => result switch
    {
        { Ended: DeviceCheckEnd.CardArrived } => "A card was laid on the reader and ended the device check; run it again.",
        { Ended: DeviceCheckEnd.Stopped } => "The service was stopped during the device check.",
        { Passed: true } => $"Terminal {result.Terminal} passed its device check; that each light was seen and each sound heard only you can tell.",
        _ => $"Terminal {result.Terminal} failed its device check; see: kiosk doctor",
    };
}
