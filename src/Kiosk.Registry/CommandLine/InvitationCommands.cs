using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Sources;
using Kiosk.Source.Folders;
using Kiosk.Source.Invitations;
using Kiosk.Source.Problems;
using Kiosk.Verification.Certificates;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry invitations key|issue</c>: signed invitations for people who come to a meeting without a card.</summary>
internal static class InvitationCommands
{
    public static Command Create(Language language) => new("invitations", DeskHelp.Of(
        new(
            "Cấp giấy mời có mã QR ký số cho người đến họp không có thẻ. Danh sách triệu tập cho biết ai được cấp (cột invitation); cửa có cán bộ trực nhận giấy mời bằng máy quét.",
            "Issues invitations with a signed QR code to people who come without a card. The roster says who gets one (column invitation); doors with staff take them by a scanner."),
        "registry invitations issue dai-hoi-2026 --from source --out invitations --desk desk").In(language)) { Key(language), Issue(language) };

    private static Command Key(Language language)
    {
        var (common, signing) = (new CommonOptions(language), new SigningOptions(language));
        var encrypt = new Option<bool>("--encrypt") { Description = new Phrase("Bảo vệ khóa bằng mật khẩu.", "Put the key under a pass phrase.").In(language) };
        var command = new Command("key", DeskHelp.Of(
            new("Tạo khóa ký giấy mời, một lần. Lần chạy registry publish tiếp theo đưa nửa công khai vào các cuộc họp có giấy mời.", "Makes the key that signs invitations, once. The next registry publish puts its public half into meetings with invitations."),
            "registry invitations key --desk desk").In(language)) { encrypt };
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            new InvitationDesk(desk).MakeKey(parsed.GetValue(encrypt) ? signing.PassPhrasesOf(parsed, cancellationToken).Choose() : null);
            var path = desk.At(InvitationDesk.KeyName);
            TerminalCommands.Print(
                new() { ["key"] = path },
                new($"{path}: khóa ký giấy mời của bàn phát hành; hãy sao lưu. {TerminalCommands.Publish.Vietnamese}", $"{path} signs the desk's invitations from now on: back it up. {TerminalCommands.Publish.English}"),
                parsed.GetValue(common.Json),
                language);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Command Issue(Language language)
    {
        var (common, signing) = (new CommonOptions(language), new SigningOptions(language));
        var meeting = new Argument<string>("MEETING") { Description = new Phrase("Mã cuộc họp.", "The meeting's id.").In(language) };
        var from = new Option<string>("--from") { Description = new Phrase("Thư mục nguồn có cuộc họp và danh sách triệu tập.", "The source folder with the meeting and its roster.").In(language), HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = new Phrase("Thư mục nhận giấy mời; mỗi cuộc họp một thư mục con.", "Where invitations go, in a folder of the meeting's id.").In(language), HelpName = "DIR", Required = true };
        var superior = new Option<string>("--superior") { Description = new Phrase("Tên cơ quan cấp trên, in ở đầu giấy mời.", "The superior body's name, at the top of each.").In(language), HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var office = new Option<string>("--office") { Description = new Phrase("Tên cơ quan mời họp, in dưới cơ quan cấp trên.", "The inviting body's name, below it.").In(language), HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var command = new Command("issue", DeskHelp.Of(
            new(
                "Ký và ghi giấy mời của một cuộc họp: mỗi người một tệp PDF và một tệp PNG, cùng một tệp PDF chung để in, kèm danh sách. Ai có bản sao của mã đều có thể đến thay: hãy gửi cho đúng người.",
                "Signs the invitations to a meeting: a PDF and a PNG a person, and one PDF of all for printing, with their list. Whoever has a copy of a code can come by it: send each to its person only."),
            "registry invitations issue dai-hoi-2026 --from source --out invitations --desk desk").In(language)) { meeting, from, output, superior, office };
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            var invitations = new InvitationDesk(desk);
            using var key = invitations.OpenKey(signing.PathOf(desk, parsed, InvitationDesk.KeyName), signing.PassPhrasesOf(parsed, cancellationToken));
            var (convened, invitees) = Find(parsed.GetValue(meeting)!, Path.GetFullPath(parsed.GetValue(from)!), desk, cancellationToken);
            var folder = Path.Combine(Path.GetFullPath(parsed.GetValue(output)!), convened.Id);
            var path = new InvitationIssue(convened, key, parsed.GetValue(superior)!, parsed.GetValue(office)!, language).Write(invitees, folder);
            TerminalCommands.Print(
                new() { ["meeting"] = convened.Id, ["invitations"] = invitees.Count, ["folder"] = folder, ["all"] = path },
                new(
                    $"Đã ghi {invitees.Count} giấy mời của cuộc họp {convened.Id} vào {folder}; tệp để in: {path}. Các cửa chỉ nhận sau khi danh sách triệu tập có số giấy mời đã được phát hành.",
                    $"{invitees.Count} invitations to the meeting {convened.Id} are in {folder}; for printing: {path}. Doors take them once the roster with their numbers was published."),
                parsed.GetValue(common.Json),
                language);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static (Meeting Meeting, IReadOnlyList<Invitee> Invitees) Find(string id, string source, RegistryDesk desk, CancellationToken cancellationToken)
    {
        var problems = new SourceProblems(source);
        var provinces = new ProvinceFolders<bool>(Path.Combine(source, "provinces"), (_, _) => new Passing(), desk.MeetingSecret, TimeProvider.System.GetUtcNow(), progress: null, problems).Read(cancellationToken);
        if (problems.HasErrors)
        {
            throw new SourceRefusedException(problems);
        }

        var found = provinces.SelectMany(province => province.Meetings.Where(meeting => meeting.Id == id).Select(meeting => (Meeting: meeting, Invitees: (IReadOnlyList<Invitee>)[.. province.Invitees.Where(one => one.MeetingId == id)]))).ToList();
        return found switch
        {
            [] => throw new RegistryException(new($"{source} không có cuộc họp {id}.", $"There is no meeting {id} in {source}.")),
            [{ Invitees.Count: 0 }] => throw new RegistryException(new(
                $"danh sách triệu tập của cuộc họp {id} không cho ai đến bằng giấy mời: hãy ghi số giấy mời vào cột invitation.", $"The roster of the meeting {id} lets nobody come by invitation: write numbers into its column invitation.")),
            [var only] => only,
            _ => throw new RegistryException(new($"có {found.Count} cuộc họp {id} ở các tỉnh khác nhau: hãy đặt mã khác nhau.", $"There are {found.Count} meetings {id} in several provinces: give them different ids.")),
        };
    }

    // Members are only asked for their names and standing, which the rosters' reader sees to.
    private sealed class Passing : IMemberIntake<bool>
    {
        public void Look(Certificate certificate, int line)
        {
        }

        public bool Take(SourceMember member) => true;
    }
}
