using System.CommandLine;
using System.Text;
using System.Text.Json;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk show operator|readiness|software|device-check</c>: shows an operator's screen on the terminal's display, for a minute or until the next tap.</summary>
internal static class ShowCommand
{
    // The device check reads the whole journal, at 4 ms a megabyte.
    private static readonly TimeSpan DeviceCheckTimeout = TimeSpan.FromMinutes(2);

    public static Command Create(Language language)
    {
        var screen = new Argument<string>("screen")
        {
            Description = new Phrase(
                $"{ScreenCommands.Operator}: tình hình điểm danh và trạng thái máy; {ScreenCommands.Readiness}: máy đã sẵn sàng hay chưa; {ScreenCommands.Software}: máy chạy phần mềm nào, kèm mã QR do máy ký; {ScreenCommands.DeviceCheck}: kiểm tra thiết bị bằng đèn và âm thanh (mã thoát 1: có bước không đạt, hoặc có thẻ đặt lên giữa chừng).",
                $"{ScreenCommands.Operator}: attendance and state of the terminal; {ScreenCommands.Readiness}: whether it is ready for use; {ScreenCommands.Software}: what software it runs, with a QR code that it signed; {ScreenCommands.DeviceCheck}: run a device check with light and sound (exit code 1: a step failed, or a card ended it).").In(language),
        };
        screen.TakeOnly(language, ScreenCommands.Operator, ScreenCommands.Readiness, ScreenCommands.Software, ScreenCommands.DeviceCheck);
        var common = new CommonOptions(language);
        var command = new Command("show", new Phrase("Hiển thị màn hình của cán bộ trực trên máy đang chạy, trong một phút hoặc đến lượt đặt thẻ tiếp theo.", "Show an operator's screen on the running terminal, for a minute or until the next tap.").In(language)) { screen };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, asJson) = (parsed.GetValue(screen)!, parsed.GetValue(common.Json));
            var isTest = name == ScreenCommands.DeviceCheck;
            using var client = new ControlClient(common.Folders(parsed), language, isTest ? DeviceCheckTimeout : null);
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + "/show", Encoding.ASCII.GetBytes(name), cancellationToken);
            if (!answer.Accepted)
            {
                throw answer.Refusal;
            }

            if (isTest)
            {
                return PrintTest(answer, asJson, language);
            }

            StatusCommand.PrintAfter(answer, asJson, language);
            return ExitCode.Done;
        });
        return command;
    }

    private static int PrintTest(ControlAnswer answer, bool asJson, Language language)
    {
        var result = JsonSerializer.Deserialize(answer.Body, DeviceCheckResultJson.Default.DeviceCheckResult)!;
        var code = result.Passed ? ExitCode.Done : ExitCode.No;
        if (asJson)
        {
            Console.WriteLine(JsonAnswer.Of(answer.Body, code, EndOf(result).In(language)));
        }
        else
        {
            foreach (var line in result.Steps)
            {
                Console.WriteLine($"{StateOf(line.State).In(language),-9} {new Phrase(line.NameVi, line.NameEn).In(language)}: {new Phrase(line.DetailVi, line.DetailEn).In(language)}");
            }

            Console.WriteLine(EndOf(result).In(language));
        }

        return code;
    }

    private static Phrase StateOf(CheckState state) => state switch
    {
        CheckState.Good => new("tốt", "good"),
        CheckState.Doubtful => new("cần xem", "doubtful"),
        CheckState.Running => new("chưa thử", "not tried"),
        CheckState.Absent => new("không có", "absent"),
        _ => new("HỎNG", "BAD"),
    };

    private static Phrase EndOf(DeviceCheckResult result) => result switch
    {
        { Ended: DeviceCheckEnd.CardArrived } => new("Có thẻ đặt lên đầu đọc nên việc kiểm tra thiết bị đã dừng; hãy chạy lại.", "A card was laid on the reader and ended the device check; run it again."),
        { Ended: DeviceCheckEnd.Stopped } => new("Dịch vụ bị dừng trong khi kiểm tra thiết bị.", "The service was stopped during the device check."),
        { Passed: true } => new($"Máy {result.Terminal} đạt yêu cầu kiểm tra thiết bị; còn đèn có sáng và âm thanh có nghe được hay không thì chỉ đồng chí mới biết.", $"Terminal {result.Terminal} passed its device check; that each light was seen and each sound heard only you can tell."),
        _ => new($"Máy {result.Terminal} không đạt yêu cầu kiểm tra thiết bị; xem: kiosk doctor", $"Terminal {result.Terminal} failed its device check; see: kiosk doctor"),
    };
}
