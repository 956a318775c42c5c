using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Collector.Halls;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector hall add | list | remove</c>: collectors that may pass journals on to this one.</summary>
internal static class HallCommand
{
    private const int MaxKeyLength = 4_096;

    public static Command Create(Language language) => new("hall", new Phrase(
        "Các máy chủ thu thập ở cấp dưới được chuyển tiếp nhật ký về đây.", "The collectors below this one that may pass journals on to it.").In(language))
    {
        CreateAdd(language),
        CreateList(language),
        CreateRemove(language),
    };

    private static Command CreateAdd(Language language)
    {
        var common = new CommonOptions(language);
        var key = new Argument<string>("KEY") { Description = new Phrase("Khóa công khai của máy chủ đó, hoặc tệp collector.pub của nó.", "That collector's public key, or its file collector.pub.").In(language) };
        var command = new Command("add", DeskHelp.Of(
            new("Cho phép một máy chủ chuyển tiếp nhật ký về đây, có hiệu lực ngay.", "Lets a collector pass journals on to this one, at once."), "collector hall add /media/usb/collector.pub --data centre").In(language)) { key };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var hall = Parse(parsed.GetValue(key)!);
            if (!ListIn(common, parsed).Add(hall))
            {
                throw new CollectorException(new(
                    $"Đã có máy chủ tên {hall.Name} với khóa khác: hãy bỏ khóa cũ trước (collector hall remove {hall.Name}).", $"There is a hall of the name {hall.Name} with another key: remove that first (collector hall remove {hall.Name})."));
            }

            Print(new() { ["hall"] = hall.Name }, new($"Máy chủ {hall.Name} được chuyển tiếp nhật ký về đây.", $"{hall.Name} may pass journals on to this collector."), parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateList(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("list", DeskHelp.Of(new("Các máy chủ được chuyển tiếp, mỗi khóa một dòng.", "The collectors that may pass on, a key a line."), "collector hall list --data centre").In(language));
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var halls = ListIn(common, parsed).Current;
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["halls"] = new JsonArray([.. halls.Select(hall => new JsonObject { ["name"] = hall.Name, ["key"] = hall.ToString() })]) });
                return ExitCode.Done;
            }

            foreach (var hall in halls)
            {
                Console.WriteLine(hall);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateRemove(Language language)
    {
        var common = new CommonOptions(language);
        var name = new Argument<string>("NAME") { Description = new Phrase("Tên của máy chủ đó.", "That collector's name.").In(language) };
        var command = new Command("remove", DeskHelp.Of(
            new("Không nhận chuyển tiếp từ một máy chủ nữa, có hiệu lực ngay; những gì đã nhận vẫn còn.", "Takes nothing from a collector any more, at once; what was taken in stays."), "collector hall remove hall-1 --data centre").In(language)) { name };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var hall = parsed.GetValue(name)!;
            if (!ListIn(common, parsed).Remove(hall))
            {
                throw new CollectorException(new($"Không có máy chủ tên {hall}: xem collector hall list.", $"There is no hall of the name {hall}: see collector hall list."));
            }

            Print(new() { ["removed"] = hall }, new($"Không nhận chuyển tiếp từ máy chủ {hall} nữa.", $"Nothing is taken from {hall} any more."), parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }

    private static HallList ListIn(CommonOptions common, ParseResult parsed) => new(parsed.GetValue(common.Data)!, new DurableFiles());

    private static CosignerKey Parse(string keyOrFile)
    {
        try
        {
            return CosignerKey.Parse((File.Exists(keyOrFile) ? Encoding.UTF8.GetString(RegularFile.Read(keyOrFile, MaxKeyLength)) : keyOrFile).Trim());
        }
        catch (FormatException malformed)
        {
            throw new CollectorException(new(
                $"\"{keyOrFile}\" không phải khóa công khai của máy chủ thu thập, cũng không phải tệp có khóa: hãy chép tệp DIR/collector.pub của máy chủ đó.",
                $"\"{keyOrFile}\" is neither a collector's public key nor a file with one: copy that collector's DIR/collector.pub."), malformed);
        }
    }

    private static void Print(JsonObject document, Phrase sentence, bool asJson, Language language)
    {
        if (asJson)
        {
            JsonPrinter.Print(document);
        }
        else
        {
            Console.WriteLine(sentence.In(language));
        }
    }
}
