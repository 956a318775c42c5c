using System.CommandLine;
using System.Text.Json.Nodes;
using Kiosk.CommandLine;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk devices unlock</c>: a technician who inspected an opened terminal lets it use its keys again.</summary>
internal static class DevicesUnlockCommand
{
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
            var (code, sentence) = isDone
                ? (ExitCode.Done, new Phrase("Đã mở khóa; máy tự hoạt động trở lại.", "The keys are unlocked; the terminal returns to service by itself.").In(language))
                : (ExitCode.No, new Phrase("Khóa của máy không bị khóa.", "The terminal's keys are not locked.").In(language));
            Console.WriteLine(parsed.GetValue(common.Json) ? Document(isDone, code, sentence).ToJsonString() : sentence);
            return code;
        });
        return command;
    }

    private static JsonObject Document(bool isDone, int code, string sentence)
    {
        var document = new JsonObject { ["unlocked"] = isDone };
        if (!isDone)
        {
            (document["error"], document["exitCode"]) = (sentence, code);
        }

        return document;
    }
}
