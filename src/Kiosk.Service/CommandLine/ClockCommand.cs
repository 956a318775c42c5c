using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk clock accept</c>: an operator vouches for the terminal's time.</summary>
internal static class ClockCommand
{
    public static Command Create(Language language) => new("clock", new Phrase("Xác nhận giờ của máy đang chạy khi cả mạng lẫn đồng hồ có pin đều không xác nhận được.", "Vouch for the running terminal's time if neither network nor battery-backed clock does.").In(language)) { Accept(language) };

    private static Command Accept(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command(
            "accept",
            new Phrase("Chấp nhận giờ mà máy đang hiển thị, cho đến khi dịch vụ dừng hoặc giờ mạng hay dữ liệu ký số mới hơn mâu thuẫn với giờ đó. Nhật ký ghi lại người xác nhận. Nếu đồng hồ sai, hãy đặt lại trước: timedatectl set-time.", "Accept the time that the terminal shows now, until the service stops or network time or newer signed data contradicts it. The journal records who did so. Set a wrong clock first: timedatectl set-time.").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ControlClient(common.Folders(parsed), language);
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + "/clock", [], cancellationToken);
            if (!answer.Accepted)
            {
                throw answer.Refusal;
            }

            // Success means that the time was accepted, whether or not the terminal is ready.
            StatusCommand.PrintAfter(answer, parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }
}
