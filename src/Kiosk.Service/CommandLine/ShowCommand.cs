using System.CommandLine;
using System.Text;
using Kiosk.Service.Health;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk show operator|readiness</c>: puts a screen for whoever runs the terminal on its display, for a minute or until the next tap.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var screen = new Argument<string>("screen") { Description = $"{HealthPages.OperatorScreen}: who has come and how the terminal is; {HealthPages.ReadinessScreen}: whether it may be used." };
        screen.AcceptOnlyFromAmong(HealthPages.OperatorScreen, HealthPages.ReadinessScreen);
        var common = new CommonOptions();
        var command = new Command("show", "Shows an operator's screen on the running terminal for a minute, or until the next tap.") { screen };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ControlClient(common.Folders(parsed));
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + "/show", Encoding.ASCII.GetBytes(parsed.GetValue(screen)!), cancellationToken);
            if (!answer.Accepted)
            {
                throw new InputException(Encoding.UTF8.GetString(answer.Body).Trim());
            }

            StatusCommand.Print(answer, parsed.GetValue(common.Json));
            return ExitCode.Done;
        });
        return command;
    }
}
