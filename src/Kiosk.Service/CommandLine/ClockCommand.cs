using System.CommandLine;
using System.Text;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk clock accept</c>: whoever runs the terminal vouches for its time.</summary>
internal static class ClockCommand
{
    public static Command Create() => new("clock", "Vouches for the running terminal's time where neither network nor battery does.") { Accept() };

    private static Command Accept()
    {
        var common = new CommonOptions();
        var command = new Command(
            "accept",
            "Confirms the time that the terminal shows now, for as long as the service runs or until network time or newer signed data says otherwise. Who did it is recorded in the journal. Set a wrong clock first: timedatectl set-time.");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ControlClient(common.Folders(parsed));
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + "/clock", [], cancellationToken);
            if (!answer.Accepted)
            {
                throw new InputException(Encoding.UTF8.GetString(answer.Body).Trim());
            }

            // Whether the terminal is ready is another question than whether its time was confirmed.
            StatusCommand.PrintAfter(answer, parsed.GetValue(common.Json));
            return ExitCode.Done;
        });
        return command;
    }
}
