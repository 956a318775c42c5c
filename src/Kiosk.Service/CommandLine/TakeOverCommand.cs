using System.CommandLine;
using System.Text;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Health;
using Kiosk.Service.Identity;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk take-over DOOR</c>: the running terminal takes the place of another one that broke down.</summary>
internal static class TakeOverCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var door = new Argument<string>("DOOR") { Description = new Phrase("Tên cửa, như trong thiết lập của máy bị hỏng.", "The door's name, as in the broken terminal's settings.").In(language) };
        var direction = new Option<string?>("--direction") { Description = new Phrase("Cửa vào, cửa ra hoặc cả hai; mặc định: như cửa đó đã ghi.", "In, out or both; default: as that door recorded.").In(language), HelpName = "in|out|both" };
        direction.TakeOnly(language, "in", "out", "both");
        var from = new Option<string?>("--from")
        {
            Description = new Phrase("Bản sao nhật ký của máy bị hỏng trên USB (journal-MÁY), khi không có máy thu thập.", "A copy of the broken terminal's journal on a stick (journal-TERMINAL), where there is no collector.").In(language),
            HelpName = "DIR",
        };
        var terminals = new TerminalsOption(language);
        var command = new Command("take-over", new Phrase(
            "Cho máy đang chạy nhận thay cửa của một máy bị hỏng; ai đang ở trong vẫn được biết từ các cửa khác hoặc từ USB.",
            "Let the running terminal take the place of one that broke down; who is inside stays known from the other doors or a stick.").In(language)) { door, direction, from };
        terminals.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(from) is { } copy)
            {
                common.RequireOwner(parsed);
                var folders = common.Folders(parsed);
                var known = await terminals.ReadAsync(parsed, folders, cancellationToken, otherwise: folders.Data);
                var key = TerminalKeys.FrameKeyOf(folders, common.Keys(parsed)) ?? throw new InputException(new("Máy này chưa có khóa: hãy chạy dịch vụ trước.", "This terminal has no keys yet: run the service first."));
                var count = Take(GivenPath.Folder(copy), known, new TakenRecords(folders.Taken, key, new DurableFiles()));
                await Console.Error.WriteLineAsync(new Phrase($"Đã nhận {count} lượt từ {copy}.", $"{count} passages were taken from {copy}.").In(language));
            }

            using var client = new ControlClient(common.Folders(parsed), language);
            var place = parsed.GetValue(direction) is { } way ? $"{parsed.GetValue(door)}\n{way}" : parsed.GetValue(door)!;
            var answer = await client.PostAsync(SocketGuard.CommandPrefix + "/take-over", Encoding.UTF8.GetBytes(place), cancellationToken);
            if (!answer.Accepted)
            {
                throw answer.Refusal;
            }

            StatusCommand.PrintAfter(answer, parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }

    // Whatever stands on a stick counts only if the other terminal's key, as the feed lists it, signed it, and is in force.
    internal static int Take(string copy, GivenTerminals known, TakenRecords taken)
    {
        var verification = known.FirstThatHolds(keyOf => JournalVerifier.Verify(copy, keyOf, null), one => one.IsWhole);
        if (known.RevocationOf(verification.TerminalId, verification.Signed.KeyId) is { } revoked)
        {
            throw new InputException(new(
                $"{copy}: khóa đã ký nhật ký này bị thu hồi lúc {revoked.At:yyyy-MM-dd HH:mm'Z'} ({revoked.Reason}), nên ai giữ khóa đó cũng có thể đã ghi thêm; hãy nhận thay mà không có --from.",
                $"{copy}: the key that signed this journal was revoked at {revoked.At:yyyy-MM-dd HH:mm'Z'} ({revoked.Reason}), so whoever has it may have added to it; take the place over without --from."));
        }

        return verification is { IsWhole: true, TerminalId: { } terminal } && known.Of(terminal).Count > 0
            ? taken.Take(terminal, JournalReader.Open(copy), verification.Signed.Records)
            : throw new InputException(new(
                $"{copy}: không phải nhật ký nguyên vẹn của một máy mà máy này biết; xem: kiosk log verify --journal {copy}",
                $"{copy}: not a whole journal of a terminal that this one knows; see: kiosk log verify --journal {copy}"));
    }
}
