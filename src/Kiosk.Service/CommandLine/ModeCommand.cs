using System.CommandLine;
using System.Text;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk mode verify|meeting|procedure</c>: switches the running service.</summary>
internal static class ModeCommand
{
    public static Command Create() => new("mode", "Switches what the running terminal is for; the choice survives a restart.") { Verify(), Meeting(), Procedure() };

    private static Command Verify()
    {
        var command = new Command("verify", "Only tells whether a card is genuine; nothing about the person is kept or shown.");
        return WithSwitch(command, _ => new ModeSelection(ModeSelection.Verify));
    }

    private static Command Meeting()
    {
        var meeting = new Argument<string>("meeting") { Description = "The meeting's id, as in the cache." };
        var session = new Option<string?>("--session") { Description = "The session's id; without it the one that is open or opens next." };
        var command = new Command("meeting", "Takes attendance of a meeting's session.") { meeting, session };
        return WithSwitch(command, parsed => new ModeSelection(ModeSelection.AtMeeting, Meeting: parsed.GetValue(meeting), Session: parsed.GetValue(session)));
    }

    private static Command Procedure()
    {
        var code = new Argument<string?>("code") { Description = "The procedure's code, as in the catalogue; without it the procedure is chosen on the screen for each tap.", Arity = ArgumentArity.ZeroOrOne };
        var number = new Option<string?>("--case") { Description = "The file number; without it the tap opens a new case.", HelpName = "NUMBER" };
        var purpose = new Option<string?>("--purpose") { Description = "Why the member is asked for the card; without it the procedure's name." };
        var command = new Command("procedure", "Binds the next taps to an administrative procedure.") { code, number, purpose };
        return WithSwitch(command, parsed => new ModeSelection(
            ModeSelection.ForProcedure, Procedure: parsed.GetValue(code), CaseNumber: parsed.GetValue(number), Purpose: parsed.GetValue(purpose)));
    }

    private static Command WithSwitch(Command command, Func<ParseResult, ModeSelection> select)
    {
        var common = new CommonOptions();
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ControlClient(common.Folders(parsed));
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + "/mode", select(parsed).ToJson(), cancellationToken);
            if (!answer.Accepted)
            {
                throw new InputException(Encoding.UTF8.GetString(answer.Body).Trim());
            }

            // Whether the terminal is ready is another question than whether it was switched.
            StatusCommand.PrintAfter(answer, parsed.GetValue(common.Json));
            return ExitCode.Done;
        });
        return command;
    }
}
