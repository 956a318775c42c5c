using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk devices unlock</c>: a technician who inspected an opened terminal lets it use its keys again.</summary>
internal static class DevicesUnlockCommand
{
    private static readonly Phrase Unlocked = new("Đã mở khóa; máy tự hoạt động trở lại.", "The keys are unlocked; the terminal returns to service by itself.");
    private static readonly Phrase NotLocked = new("Khóa của máy không bị khóa.", "The terminal's keys are not locked.");

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command(
            "unlock",
            new Phrase("Cho phép máy dùng lại khóa sau khi vỏ máy bị mở và đã được kiểm tra. Nhật ký ghi lại việc này. Mã thoát 1: khóa không bị khóa.", "Let the terminal use its keys again after its case was opened and it was inspected. The journal records it. Exit code 1: they were not locked.").In(language));
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            common.RequireOwner(parsed);
            var isDone = KeyLock.Release(common.Folders(parsed), $"user:{Environment.UserName}");
            if (parsed.GetValue(common.Json))
            {
                return JsonPrinter.Print(new() { ["unlocked"] = isDone }, isDone ? null : NotLocked, language);
            }

            Console.WriteLine((isDone ? Unlocked : NotLocked).In(language));
            return isDone ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }
}
