using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk mode verify|meeting|procedure</c>: switches the running service's mode.</summary>
internal static class ModeCommand
{
    public static Command Create(Language language) => new("mode", new Phrase("Chuyển chế độ của máy đang chạy; lựa chọn còn giữ sau khi khởi động lại.", "Switch the running terminal's mode; the choice survives a restart.").In(language)) { Verify(language), Meeting(language), Procedure(language) };

    private static Command Verify(Language language)
    {
        var command = new Command("verify", new Phrase("Chỉ hiển thị thẻ có thật hay không; không lưu và không hiển thị gì về người cầm thẻ.", "Only show whether a card is genuine; nothing about the person is stored or shown.").In(language));
        return WithSwitch(command, language, _ => new ModeSelection(ModeSelection.Verify));
    }

    private static Command Meeting(Language language)
    {
        var meeting = new Argument<string>("meeting") { Description = new Phrase("Mã cuộc họp, như trong bộ nhớ đệm.", "Id of the meeting, as in the cache.").In(language) };
        var session = new Option<string?>("--session") { Description = new Phrase("Mã phiên họp; mặc định: phiên đang mở hoặc sắp mở.", "Id of the session; default: the one that is open or opens next.").In(language), HelpName = "ID" };
        var command = new Command("meeting", new Phrase("Điểm danh tại một phiên của cuộc họp.", "Take attendance at a session of a meeting.").In(language)) { meeting, session };
        return WithSwitch(command, language, parsed => new ModeSelection(ModeSelection.AtMeeting, Meeting: parsed.GetValue(meeting), Session: parsed.GetValue(session)));
    }

    private static Command Procedure(Language language)
    {
        var code = new Argument<string?>("code") { Description = new Phrase("Mã thủ tục, như trong danh mục; nếu bỏ trống thì chọn trên màn hình cho mỗi lượt đặt thẻ.", "Code of the procedure, as in the catalogue; if left out, it is chosen on the screen for each tap.").In(language), Arity = ArgumentArity.ZeroOrOne };
        var number = new Option<string?>("--case") { Description = new Phrase("Mã hồ sơ; mặc định: lượt đặt thẻ mở hồ sơ mới.", "Case number; default: the tap opens a new case.").In(language), HelpName = "NUMBER" };
        var purpose = new Option<string?>("--purpose") { Description = new Phrase("Lý do đề nghị đảng viên xuất trình thẻ; mặc định: tên thủ tục.", "Why the member is asked for the card; default: the procedure's name.").In(language), HelpName = "TEXT" };
        var command = new Command("procedure", new Phrase("Nhận các lượt đặt thẻ tiếp theo cho một thủ tục hành chính.", "Take the next taps for an administrative procedure.").In(language)) { code, number, purpose };
        return WithSwitch(command, language, parsed => new ModeSelection(
            ModeSelection.ForProcedure, Procedure: parsed.GetValue(code), CaseNumber: parsed.GetValue(number), Purpose: parsed.GetValue(purpose)));
    }

    private static Command WithSwitch(Command command, Language language, Func<ParseResult, ModeSelection> select)
    {
        var common = new CommonOptions(language);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ControlClient(common.Folders(parsed), language);
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + "/mode", select(parsed).ToJson(), cancellationToken);
            if (!answer.Accepted)
            {
                throw answer.Refusal;
            }

            // Success means that the mode was switched, whether or not the terminal is ready.
            StatusCommand.PrintAfter(answer, parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }
}
