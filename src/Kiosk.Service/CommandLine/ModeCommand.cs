using System.CommandLine;
using System.Text;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk mode verify|meeting|procedure</c>: switches the running service's mode.</summary>
internal static class ModeCommand
{
    public static Command Create() => new("mode", "Switch the running terminal's mode; the choice survives a restart.") { Verify(), Meeting(), Procedure() };

    private static Command Verify()
    {
        var command = new Command("verify", "Only show whether a card is genuine; nothing about the person is stored or shown.");
        return WithSwitch(command, _ => new ModeSelection(ModeSelection.Verify));
    }

    private static Command Meeting()
    {
        var meeting = new Argument<string>("meeting") { Description = "Id of the meeting, as in the cache." };
        var session = new Option<string?>("--session") { Description = "Id of the session; default: the one that is open or opens next.", HelpName = "ID" };
        var command = new Command("meeting", "Take attendance at a session of a meeting.") { meeting, session };
        return WithSwitch(command, parsed => new ModeSelection(ModeSelection.AtMeeting, Meeting: parsed.GetValue(meeting), Session: parsed.GetValue(session)));
    }

    private static Command Procedure()
    {
        var code = new Argument<string?>("code") { Description = "Code of the procedure, as in the catalogue; if left out, it is chosen on the screen for each tap.", Arity = ArgumentArity.ZeroOrOne };
        var number = new Option<string?>("--case") { Description = "Case number; default: the tap opens a new case.", HelpName = "NUMBER" };
        var purpose = new Option<string?>("--purpose") { Description = "Why the member is asked for the card; default: the procedure's name.", HelpName = "TEXT" };
        var command = new Command("procedure", "Take the next taps for an administrative procedure.") { code, number, purpose };
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

            // Success means that the mode was switched, whether or not the terminal is ready.
            StatusCommand.PrintAfter(answer, parsed.GetValue(common.Json));
            return ExitCode.Done;
        });
        return command;
    }
}
