using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Collector.Enrolling;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Identity.Enrolment;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector authority request|install|export</c>: a CA of the collector's own below the desk's, so that terminals enrol here, and the list of those that did, for the desk.</summary>
internal static class AuthorityCommand
{
    public static Command Create(Language language) => new("authority", DeskHelp.Of(
        new("CA của máy thu thập, do bàn phát hành cấp, để các thiết bị ghi danh tại đây.", "The collector's own CA, handed out by the desk, so that terminals enrol here."),
        "collector authority request --out /media/usb/collector.csr").In(language)) { Request(language), Install(language), Export(language) };

    private static Command Request(Language language)
    {
        var (common, name, output) = (new CommonOptions(language), CollectorName.Option(language), Output(language, new("Tệp nhận yêu cầu, ví dụ trên USB.", "Where the request goes, such as on a stick.")));
        var command = new Command("request", DeskHelp.Of(
            new("Tạo khóa CA mới và ghi yêu cầu cấp chứng thư số, để bàn phát hành ký bằng registry terminal authority.", "Makes a key for a CA and writes the request for its certificate, which the desk signs with registry terminal authority."),
            "collector authority request --name HALL --out /media/usb/hall.csr").In(language)) { name, output };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var request = new AuthorityFiles(parsed.GetValue(common.Data)!, new DurableFiles()).Request(parsed.GetValue(name)!);
            var path = Write(parsed.GetValue(output)!, request.ToPem());
            Print(new() { ["request"] = path }, new(
                $"Đã ghi yêu cầu vào {path}. Tại bàn phát hành: registry terminal authority --for {request.Name} --csr {Path.GetFileName(path)} --out FILE; sau đó tại đây: collector authority install FILE",
                $"The request is in {path}. At the desk: registry terminal authority --for {request.Name} --csr {Path.GetFileName(path)} --out FILE; then here: collector authority install FILE"), parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Install(Language language)
    {
        var common = new CommonOptions(language);
        var file = new Argument<string>("FILE") { Description = new Phrase("Tệp mà registry terminal authority đã ghi.", "The file that registry terminal authority wrote.").In(language) };
        var command = new Command("install", DeskHelp.Of(
            new("Đưa CA mà bàn phát hành đã ký vào sử dụng, kể từ lần chạy collector serve kế tiếp.", "Puts the CA that the desk signed in force, from the next collector serve on."),
            "collector authority install /media/usb/hall.pem").In(language)) { file };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            try
            {
                new AuthorityFiles(parsed.GetValue(common.Data)!, new DurableFiles()).Install(Encoding.ASCII.GetString(RegularFile.Read(path, EnrolmentAnswer.MaxLength)), TimeProvider.System.GetUtcNow());
            }
            catch (EnrolmentException refused)
            {
                throw In(path, refused);
            }

            Print(new() { ["installed"] = true }, new(
                "Các thiết bị ghi danh được tại máy thu thập này từ lần chạy collector serve kế tiếp: cấp mã bằng collector enrol, rồi chuyển danh sách cho bàn phát hành bằng collector authority export.",
                "Terminals can enrol at this collector from the next collector serve on: issue tokens with collector enrol, then take the list to the desk with collector authority export."), parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Export(Language language)
    {
        var (common, output) = (new CommonOptions(language), Output(language, new("Tệp nhận danh sách, ví dụ trên USB.", "Where the list goes, such as on a stick.")));
        var command = new Command("export", DeskHelp.Of(
            new("Ghi danh sách các thiết bị đã ghi danh tại đây, để bàn phát hành thêm vào nguồn dữ liệu bằng registry terminal add --from. Danh sách không có mã ghi danh nào.", "Writes the list of terminals that enrolled here, which the desk adds to the feed with registry terminal add --from. It holds no token."),
            "collector authority export --out /media/usb/hall.json").In(language)) { output };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var data = parsed.GetValue(common.Data)!;
            using var desk = EnrolmentDesk.Open(data, makesUp: false, new DurableFiles(), TimeProvider.System) ?? throw new CollectorException(new(
                $"Máy chủ này không có CA của các máy trong {data}: collector authority request xin CA từ bàn phát hành.", $"This collector has no CA for terminals in {data}: collector authority request asks the desk for one."));
            var list = desk.HandOver();
            var path = Write(parsed.GetValue(output)!, Encoding.UTF8.GetString(list.ToJson()));
            Print(new() { ["terminals"] = list.Terminals.Count, ["list"] = path }, new(
                $"Đã ghi {list.Terminals.Count} thiết bị vào {path}. Tại bàn phát hành: registry terminal add --from {Path.GetFileName(path)}, rồi registry publish",
                $"{list.Terminals.Count} terminals are in {path}. At the desk: registry terminal add --from {Path.GetFileName(path)}, then registry publish"), parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> Output(Language language, Phrase description) => new("--out") { Description = description.In(language), HelpName = "FILE", Required = true };

    private static string Write(string path, string content)
    {
        var full = Path.GetFullPath(path);
        new DurableFiles().Replace(full, Encoding.UTF8.GetBytes(content));
        return full;
    }

    private static EnrolmentException In(string path, EnrolmentException refused) => new(new($"{path}: {refused.Sentence.Vietnamese}", $"{path}: {refused.Sentence.English}"), refused);

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
