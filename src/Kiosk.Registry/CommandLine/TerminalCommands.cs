using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.CommandLine;
using Kiosk.Identity.Enrolment;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Files;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;
using Kiosk.Ui.Rendering.Paper;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry terminal add|sign|revoke|list</c>: who is let in as a terminal. The next publication tells everybody.</summary>
internal static class TerminalCommands
{
    private const string AnswerEnding = ".enrol-answer.pem";

    /// <summary>When others learn of it.</summary>
    public static readonly Phrase Publish = new("Lần chạy registry publish tiếp theo sẽ báo cho mọi thiết bị.", "The next registry publish tells every terminal.");

    private static readonly Phrase IdDescription = new("Mã của thiết bị, như Kiosk:TerminalId trong cấu hình của nó.", "The terminal's id, as Kiosk:TerminalId in its settings.");

    public static Command Create(Language language) => new("terminal", DeskHelp.Of(
        new("Ghi danh và thu hồi các thiết bị. Danh sách nằm trong thư mục terminals của bàn phát hành; registry publish đưa danh sách vào nguồn dữ liệu.", "Enrols and revokes terminals. The list is in the desk's folder terminals; registry publish puts it into the feed."),
        "registry terminal add HN-01 --desk desk --out /media/stick/HN-01.token").In(language)) { Add(language), Sign(language), Revoke(language), TerminalListCommand.Create(language), TerminalAuthorityCommand.Create(language) };

    private static Command Add(Language language)
    {
        var (common, signing) = (new CommonOptions(language), new SigningOptions(language));
        var id = new Argument<string?>("ID") { Description = IdDescription.In(language), Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = new Phrase("Thay cho ID: nhận mọi thiết bị mà một máy thu thập đã ký, theo tệp do collector authority export ghi.", "In place of ID: takes in every terminal that a collector signed, by the file that collector authority export wrote.").In(language), HelpName = "FILE" };
        var province = new Option<string?>("--province") { Description = new Phrase("Tỉnh có nguồn dữ liệu nêu thiết bị này; không cần khi bàn phát hành chỉ có một tỉnh.", "The province whose feed lists the terminal; not needed where the desk has one.").In(language), HelpName = "CODE" };
        var door = new Option<string?>("--door") { Description = new Phrase("Cửa đặt thiết bị, để mọi người biết là thiết bị nào.", "The door it stands at, for people to know which it is.").In(language), HelpName = "DOOR" };
        var output = new Option<string?>("--out") { Description = new Phrase("Ghi mã ghi danh ra tệp, ví dụ trên USB.", "Write the token to a file too, such as on a stick.").In(language), HelpName = "FILE" };
        var encrypt = new Option<bool>("--encrypt") { Description = new Phrase("Bảo vệ khóa CA của các thiết bị bằng mật khẩu khi khóa được tạo cùng thiết bị đầu tiên.", "Put the key of the terminals' CA under a pass phrase when it is made, with the first terminal.").In(language) };
        var command = new Command("add", DeskHelp.Of(
            new("Thêm một thiết bị và in mã ghi danh, dùng một lần, trong 24 giờ: dưới dạng văn bản và mã QR. Yêu cầu được mang đến đây bằng USB; để ghi danh qua mạng, máy thu thập tự cấp mã (collector enrol). Chạy lại để cấp mã mới, hoặc mã cho khóa mới sau khi thu hồi.", "Adds a terminal and prints its token, for one use within 24 hours: as text and as a QR code. The request comes here on a stick; to enrol over the network, the collector issues the token (collector enrol). Again for a new token, or one for new keys after a revocation."),
            "registry terminal add HN-01 --door 2 --desk desk --out /media/stick/HN-01.token").In(language)) { id, from, province, door, output, encrypt };
        command.Validators.Add(result =>
        {
            if (result.GetValue(id) is null == (result.GetValue(from) is null))
            {
                result.AddError(new Phrase("Hãy nêu mã của một thiết bị, như HN-01, hoặc --from FILE.", "Name a terminal's id, such as HN-01, or --from FILE.").In(language));
            }
        });
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            if (parsed.GetValue(from) is { } list)
            {
                return Task.FromResult(TerminalTaking.Run(desk, Path.GetFullPath(list), parsed.GetValue(common.Json), language));
            }

            var terminals = new TerminalDesk(desk);
            var code = terminals.ProvinceOf(parsed.GetValue(province));
            if (!terminals.HasAuthority)
            {
                terminals.MakeAuthority(parsed.GetValue(encrypt) ? signing.PassPhrasesOf(parsed, cancellationToken).Choose() : null);
            }

            var token = terminals.Register.Add(parsed.GetValue(id)!, code, parsed.GetValue(door), collector: null);
            if (parsed.GetValue(output) is { } file)
            {
                PrivateFile.Write(Path.GetFullPath(file), Encoding.ASCII.GetBytes($"{token}\n"));
            }

            PrintToken(token, parsed.GetValue(common.Json), language);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Command Sign(Language language)
    {
        var (common, signing) = (new CommonOptions(language), new SigningOptions(language));
        var request = new Argument<string>("REQUEST") { Description = new Phrase("Tệp mà kiosk enrol --request đã ghi.", "The file that kiosk enrol --request wrote.").In(language) };
        var output = new Option<string?>("--out") { Description = new Phrase($"Tệp nhận câu trả lời; mặc định là MÃ{AnswerEnding} bên cạnh yêu cầu.", $"Where the answer goes; by default ID{AnswerEnding} beside the request.").In(language), HelpName = "FILE" };
        var command = new Command("sign", DeskHelp.Of(
            new("Ký yêu cầu của một thiết bị, ghi danh hoặc gia hạn, và ghi câu trả lời để mang về. Mỗi mã thiết bị chỉ có một khóa: thiết bị thứ hai bị từ chối cho đến khi thiết bị thứ nhất bị thu hồi.", "Signs a terminal's request, to enrol or to renew, and writes the answer to carry back. An id has one key: a second terminal is refused until the first is revoked."),
            "registry terminal sign /media/stick/HN-01.enrol-request.pem --desk desk").In(language)) { request, output };
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            var terminals = new TerminalDesk(desk);
            var path = Path.GetFullPath(parsed.GetValue(request)!);
            var read = ReadRequest(path);
            using var authority = terminals.OpenAuthority(signing.PathOf(desk, parsed, TerminalDesk.KeyName), signing.PassPhrasesOf(parsed, cancellationToken));
            var answer = terminals.Register.Sign(read, authority);
            var file = Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine(Path.GetDirectoryName(path)!, read.TerminalId + AnswerEnding));
            PrivateFile.Write(file, Encoding.ASCII.GetBytes(answer.ToPem()));
            Print(
                new() { ["terminal"] = read.TerminalId, ["keyKind"] = read.KeyKind, ["renewal"] = read.IsRenewal, ["answer"] = file },
                new(
                    $"{file}: câu trả lời cho thiết bị {read.TerminalId}; trên thiết bị hãy chạy kiosk enrol --answer với tệp này. {Publish.Vietnamese}",
                    $"{file} is the answer for terminal {read.TerminalId}: run kiosk enrol --answer with it there. {Publish.English}"),
                parsed.GetValue(common.Json),
                language);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Command Revoke(Language language)
    {
        var (common, id) = (new CommonOptions(language), Id(language));
        var reason = new Option<string>("--reason") { Description = new Phrase("Lý do, cho người đọc danh sách; sẽ được phát hành.", "Why, for whoever reads the list; it is published.").In(language), HelpName = "TEXT", Required = true };
        var command = new Command("revoke", DeskHelp.Of(
            new("Thu hồi ghi danh của một thiết bị từ lúc này, và mã chưa dùng. Khóa đã thu hồi không dùng lại được; nhật ký đã ký trước đó vẫn kiểm tra được.", "Revokes a terminal's enrolment from now on, and a token not used yet. A revoked key does not come back; journals signed before stay verifiable."),
            "registry terminal revoke HN-01 --reason stolen --desk desk").In(language)) { id, reason };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var (terminal, register) = (parsed.GetValue(id)!, new TerminalDesk(RegistryDesk.Open(parsed.GetValue(common.Desk)!)).Register);
            register.Revoke(terminal, parsed.GetValue(reason)!);
            var province = register.Find(terminal)!.Province;
            Print(
                new() { ["revoked"] = terminal },
                new(
                    $"Đã thu hồi thiết bị {terminal}. {Publish.Vietnamese} Nếu thiết bị bị mất, khóa của nó vẫn mở được dữ liệu được phát hành cho đến khi chạy registry rotate --audience {province} rồi registry publish --from THƯ-MỤC.",
                    $"Terminal {terminal} is revoked. {Publish.English} If it was stolen, its key still opens what is published until registry rotate --audience {province} is run, then registry publish --from DIR."),
                parsed.GetValue(common.Json),
                language);
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> Id(Language language) => new("ID") { Description = IdDescription.In(language) };

    private static EnrolmentRequest ReadRequest(string path)
    {
        try
        {
            return EnrolmentRequest.Parse(Encoding.ASCII.GetString(BoundedFile.Read(path, EnrolmentRequest.MaxLength)));
        }
        catch (EnrolmentException e)
        {
            throw RegistryException.In(path, e.Sentence, e);
        }
    }

    private static void PrintToken(EnrolmentToken token, bool asJson, Language language)
    {
        if (!asJson)
        {
            Console.WriteLine(QrText.Of(token.ToString()));
            Console.WriteLine($"{token}\n");
        }

        Print(
            new() { ["terminal"] = token.TerminalId, ["token"] = token.ToString(), ["expires"] = token.Expires.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null) },
            new(
                $"Mã ghi danh của thiết bị {token.TerminalId}, dùng một lần trước {token.Expires:yyyy-MM-dd HH:mm'Z'}. Ai có mã này đều có thể ghi danh thay thiết bị: hãy giữ kín. Trên thiết bị: kiosk enrol --token 'MÃ' --request USB",
                $"The token of terminal {token.TerminalId}, for one use before {token.Expires:yyyy-MM-dd HH:mm'Z'}. Whoever has it can enrol in the terminal's place: keep it to yourself. On the terminal: kiosk enrol --token 'TOKEN' --request STICK"),
            asJson,
            language);
    }

    /// <summary>Prints what was done, in JSON or as a sentence.</summary>
    public static void Print(JsonObject document, Phrase sentence, bool asJson, Language language)
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
