using System.CommandLine;
using System.Text;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk clock accept</c>: an operator vouches for the terminal's time.</summary>
internal static class ClockCommand
{
    public static Command Create() => new("clock", "Vouch for the running terminal's time if neither network nor battery-backed clock does.") { Accept() };

    private static Command Accept()
    {
        var common = new CommonOptions();
        var command = new Command(
            "accept",
            "Accept the time that the terminal shows now, until the service stops or network time or newer signed data contradicts it. The journal records who did so. Set a wrong clock first: timedatectl set-time.");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ControlClient(common.Folders(parsed));
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + "/clock", [], cancellationToken);
            if (!answer.Accepted)
            {
                throw new InputException(Encoding.UTF8.GetString(answer.Body).Trim());
            }

            // Success means that the time was accepted, whether or not the terminal is ready.
            StatusCommand.PrintAfter(answer, parsed.GetValue(common.Json));
            return ExitCode.Done;
        });
        return command;
    }
}
