using System.CommandLine;
using Kiosk.Collector.Enrolling;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Identity.Enrolment;
using Kiosk.Ui.Rendering.Paper;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector enrol ID</c>: prints the token by which one terminal enrols here.</summary>
internal static class EnrolCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var name = CollectorName.Option(language);
        var id = new Argument<string>("ID") { Description = new Phrase("Mã máy, ví dụ HN-01.", "The terminal's id, such as HN-01.").In(language) };
        var at = new Option<string>("--at") { Description = new Phrase("Địa chỉ mà máy tìm thấy máy chủ này.", "The address at which the terminal finds this collector.").In(language), HelpName = "URL", DefaultValueFactory = _ => $"https://{ServeCommand.DefaultAddress}/" };
        var province = new Option<string>("--province") { Description = new Phrase("Mã tỉnh của máy.", "The code of the terminal's province.").In(language), HelpName = "CODE", DefaultValueFactory = _ => "01" };
        var door = new Option<string?>("--door") { Description = new Phrase("Cửa của máy.", "The terminal's door.").In(language), HelpName = "DOOR" };
        var command = new Command("enrol", DeskHelp.Of(
            new("Cấp mã để một máy ghi danh tại máy chủ này một lần; kiosk enrol dùng mã đó.", "Issues a token by which one terminal enrols here once; kiosk enrol takes it."),
            "collector enrol HN-01 --dev --data try-out").In(language)) { id, at, province, door, name };
        common.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var data = parsed.GetValue(common.Data)!;
            using var desk = EnrolmentDesk.Open(data, parsed.GetValue(common.Dev), new DurableFiles(), TimeProvider.System) ?? throw new CollectorException(new(
                $"Máy chủ này không có CA của các máy trong {data}: hãy ghi danh máy tại bàn phát hành bằng registry terminal add.",
                $"This collector has no CA for terminals in {data}: enrol the terminal at the desk, with registry terminal add."));
            using var key = CollectorName.OpenKey(data, parsed.GetValue(name)!);
            using var certificate = key.CreateCertificate(TimeProvider.System.GetUtcNow());
            if (!ProvinceCode.TryParse(parsed.GetValue(province), out var code) || !CollectorAddress.TryParse(parsed.GetValue(at)!, CollectorAddress.PinOf(certificate), out var address))
            {
                throw new CollectorException(new(
                    "--at nhận một địa chỉ https, ví dụ https://192.168.1.10:9470/, và --province một mã tỉnh.", "--at takes an https address, such as https://192.168.1.10:9470/, and --province a province's code."));
            }

            var token = desk.Invite(parsed.GetValue(id)!, code, parsed.GetValue(door), address);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["terminal"] = token.TerminalId, ["expires"] = token.Expires.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture), ["token"] = token.ToString() });
            }
            else
            {
                Console.WriteLine(QrText.Of(token.ToString()));
                Console.WriteLine($"{token}\n");
                Console.WriteLine(new Phrase(
                    $"Mã ghi danh của thiết bị {token.TerminalId} tại {address.Url}, dùng một lần trước {token.Expires:yyyy-MM-dd HH:mm'Z'}. Ai có mã này đều có thể ghi danh thay thiết bị: hãy giữ kín. Trên thiết bị: kiosk enrol --token 'MÃ', hoặc quét mã QR bằng máy quét của thiết bị.",
                    $"The token of terminal {token.TerminalId} at {address.Url}, for one use before {token.Expires:yyyy-MM-dd HH:mm'Z'}. Whoever has it can enrol in the terminal's place: keep it to yourself. On the terminal: kiosk enrol --token 'TOKEN', or show the QR code to its scanner.").In(language));
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
