using System.CommandLine;
using System.Text;
using Kiosk.CommandLine;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk meeting undo|end|export</c>: what an operator's menu does, for a terminal without a touch screen.</summary>
internal static class MeetingCommand
{
    private const string ReasonGroup = "desk.";

    public static Command Create(Language language) => new("meeting", new Phrase("Hủy lượt ghi nhận gần nhất, kết thúc điểm danh, hoặc giao hồ sơ của cuộc họp bí mật.", "Undo the last record, end check-in, or hand over a secret meeting's records.").In(language)) { Undo(language), End(language), MeetingExportCommand.Create(language) };

    private static Command Undo(Language language)
    {
        var reason = new Option<string>("--reason")
        {
            Description = new Phrase(
                "Lý do: mistaken (ghi nhầm người), not-entered (không vào dự), trial (lượt thử máy).", "Why: mistaken (the wrong person), not-entered (did not come in), trial (the terminal was being tried out).").In(language),
            HelpName = "REASON",
            Required = true,
        };
        reason.TakeOnly(language, [.. PassageCorrection.Reasons.Select(code => ReasonTable.NameOf(code)[ReasonGroup.Length..])]);
        var command = new Command("undo", new Phrase(
            "Hủy lượt ghi nhận gần nhất tại máy này. Nhật ký giữ cả lượt đó và việc hủy: ai hủy và vì sao.", "Undo the last record of this terminal. The journal keeps both the record and who undid it and why.").In(language)) { reason };
        return Asking(command, language, "/undo", parsed => ReasonGroup + parsed.GetValue(reason));
    }

    private static Command End(Language language) => Asking(
        new("end", new Phrase("Kết thúc điểm danh: máy ghi vào nhật ký, ký nhật ký rồi chỉ xác thực thẻ.", "End check-in: the terminal notes it, signs its journal and from then on only verifies cards.").In(language)), language, "/end", _ => "");

    private static Command Asking(Command command, Language language, string path, Func<ParseResult, string> body)
    {
        var common = new CommonOptions(language);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ControlClient(common.Folders(parsed), language);
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + path, Encoding.ASCII.GetBytes(body(parsed)), cancellationToken);
            if (!answer.Accepted)
            {
                throw answer.Refusal;
            }

            StatusCommand.PrintAfter(answer, parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }
}
