using System.CommandLine;
using Kiosk.Collector.Keys;
using Kiosk.Collector.People;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Source.Folders;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector invitations</c>: signs the invitations of an imported meeting, as the desk does.</summary>
internal static class InvitationsCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var meeting = new Argument<string>("MEETING") { Description = new Phrase("Mã cuộc họp.", "The meeting's id.").In(language) };
        var output = new Option<string>("--out") { Description = new Phrase("Thư mục nhận giấy mời; mỗi cuộc họp một thư mục con.", "Where invitations go, in a folder of the meeting's id.").In(language), HelpName = "DIR", Required = true };
        var number = Text("--number", "NUMBER", new("Chỉ giấy mời số này, ví dụ 12 hoặc 12/2; nếu không nêu, tất cả.", "This invitation alone, such as 12 or 12/2; all of them without it."), language);
        var sign = Text("--sign", "FILE", new($"Khóa ký giấy mời (PEM); nếu không nêu, {InvitationKey.FileName} trong --data.", $"The key that signs invitations (PEM); without it, {InvitationKey.FileName} in --data."), language);
        var superior = Text("--superior", "TEXT", new("Tên cơ quan cấp trên, in ở đầu giấy mời.", "The superior body's name, at the top of each."), language);
        var office = Text("--office", "TEXT", new("Tên cơ quan mời họp, in dưới cơ quan cấp trên.", "The inviting body's name, below it."), language);
        var command = new Command("invitations", DeskHelp.Of(
            new(
                "Ký và ghi giấy mời của một cuộc họp đã nhập: mỗi người một tệp PDF và một tệp PNG, cùng một tệp PDF chung để in. Ai có bản sao của mã đều có thể đến thay: hãy gửi cho đúng người.",
                "Signs the invitations to an imported meeting: a PDF and a PNG a person, and one PDF of all for printing. Whoever has a copy of a code can come by it: send each to its person only."),
            "collector invitations dai-hoi-2026 --out giay-moi --dev").In(language)) { meeting, output, number, sign, superior, office };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            await SchemaMigrator.RunAsync(database, cancellationToken);
            using var key = parsed.GetValue(sign) is { } named ? InvitationKey.Open(named) : InvitationKey.Find(parsed.GetValue(common.Data)!) ?? throw new CollectorException(new(
                $"Chưa có khóa ký giấy mời: hãy chép keys/invitations.pem của bàn phát hành vào {parsed.GetValue(common.Data)}/{InvitationKey.FileName}, hoặc nêu --sign FILE.",
                $"There is no key that signs invitations: copy the desk's keys/invitations.pem to {parsed.GetValue(common.Data)}/{InvitationKey.FileName}, or give --sign FILE."));
            var (known, invitees) = await FindAsync(new(database), parsed.GetValue(meeting)!, parsed.GetValue(number), cancellationToken);
            var folder = Path.Combine(Path.GetFullPath(parsed.GetValue(output)!), known.Meeting.Id);
            var path = key.Write(known.Meeting, invitees, folder, parsed.GetValue(superior) ?? "", parsed.GetValue(office) ?? "", language);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["meeting"] = known.Meeting.Id, ["invitations"] = invitees.Count, ["folder"] = folder, ["all"] = path });
            }
            else
            {
                Console.WriteLine(new Phrase($"Đã ghi {invitees.Count} giấy mời vào {folder}; tệp để in: {path}.", $"{invitees.Count} invitations are in {folder}; for printing: {path}.").In(language));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Text(string name, string helpName, Phrase description, Language language) => new(name) { Description = description.In(language), HelpName = helpName };

    private static async Task<(KnownMeeting Known, IReadOnlyList<Invitee> Invitees)> FindAsync(PeopleStore people, string meeting, string? number, CancellationToken cancellationToken)
    {
        var known = await people.FindMeetingAsync(meeting, cancellationToken) ?? throw new CollectorException(new(
            $"Chưa nhập cuộc họp {meeting}: hãy nhập bằng collector import --source, hoặc kiểm tra lại mã.", $"The meeting {meeting} was not imported: import it with collector import --source, or check the id."));
        List<Invitee> invitees = [.. (await people.ConvenedAsync(meeting, cancellationToken)).Select(person => person.InviteeAt(meeting)).OfType<Invitee>()];
        if (invitees.Count == 0)
        {
            throw new CollectorException(new(
                $"Danh sách triệu tập của cuộc họp {meeting} không cho ai đến bằng giấy mời: hãy ghi số giấy mời vào cột invitation rồi nhập lại.",
                $"The roster of the meeting {meeting} lets nobody come by invitation: write numbers into its column invitation and import it again."));
        }

        return number is null ? (known, invitees) : invitees.Find(one => one.Entry.InvitationNumber == number) is { } only ? (known, [only]) : throw new CollectorException(new(
            $"Cuộc họp {meeting} không có giấy mời số {number}: hãy xem lại cột invitation của danh sách triệu tập.", $"The meeting {meeting} has no invitation number {number}: see the column invitation of its roster."));
    }
}
