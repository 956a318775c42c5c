using System.CommandLine;
using System.Text;
using Kiosk.CommandLine;
using Kiosk.Identity.Enrolment;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Files;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry terminal authority</c>: hands a collector a CA below the desk's, which signs terminals and nothing else.</summary>
internal static class TerminalAuthorityCommand
{
    public static Command Create(Language language)
    {
        var (common, signing) = (new CommonOptions(language), new SigningOptions(language));
        var collector = new Option<string>("--for") { Description = new Phrase("Tên của máy thu thập, như yêu cầu nêu.", "The collector's name, as the request states it.").In(language), HelpName = "COLLECTOR", Required = true };
        var csr = new Option<string>("--csr") { Description = new Phrase("Tệp mà collector authority request đã ghi.", "The file that collector authority request wrote.").In(language), HelpName = "FILE", Required = true };
        var output = new Option<string>("--out") { Description = new Phrase("Tệp nhận chứng thư số, để mang về cho collector authority install.", "Where the certificates go, to carry back for collector authority install.").In(language), HelpName = "FILE", Required = true };
        var command = new Command("authority", DeskHelp.Of(
            new("Cấp cho một máy thu thập CA riêng, có hiệu lực ba năm, chỉ ký được các thiết bị: thiết bị ghi danh tại máy thu thập đó qua mạng.", "Hands a collector a CA of its own, valid for three years, which can sign terminals only: terminals then enrol there over the network."),
            "registry terminal authority --for HALL --csr /media/stick/hall.csr --out /media/stick/hall.pem --desk desk").In(language)) { collector, csr, output, AuthorityListCommands.List(language), AuthorityListCommands.Revoke(language) };
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            var terminals = new TerminalDesk(desk);
            var (name, request) = (parsed.GetValue(collector)!, Read(Path.GetFullPath(parsed.GetValue(csr)!)));
            if (request.Name != name)
            {
                throw new RegistryException(new(
                    $"Yêu cầu là của máy thu thập {request.Name}, không phải {name}: hãy mang đúng tệp đến, hoặc nêu --for {request.Name} nếu đúng là muốn cấp cho máy đó.",
                    $"The request is of the collector {request.Name}, not {name}: bring the right file, or say --for {request.Name} if that is who is meant."));
            }

            if (terminals.Authorities.FindRevoked(request.Key.ExportSubjectPublicKeyInfo()) is { Revoked: { } revoked })
            {
                throw new RegistryException(new(
                    $"Khóa CA này của máy thu thập {name} đã bị thu hồi lúc {revoked.At:yyyy-MM-dd HH:mm'Z'} và không được dùng lại: hãy lập yêu cầu mới với khóa mới tại máy thu thập (collector authority request).",
                    $"This CA key of the collector {name} was revoked at {revoked.At:yyyy-MM-dd HH:mm'Z'} and does not come back: make a new request with a new key there (collector authority request)."));
            }

            if (!terminals.HasAuthority)
            {
                terminals.MakeAuthority(passPhrase: null);
            }

            using var authority = terminals.OpenAuthority(signing.PathOf(desk, parsed, TerminalDesk.KeyName), signing.PassPhrasesOf(parsed, cancellationToken));
            var path = Path.GetFullPath(parsed.GetValue(output)!);
            var issued = authority.IssueAuthority(request, TimeProvider.System.GetUtcNow());
            // Known here before anybody has it.
            terminals.Authorities.Add(name, issued);
            PrivateFile.Write(path, Encoding.ASCII.GetBytes(issued));
            TerminalCommands.Print(
                new() { ["collector"] = name, ["certificates"] = path },
                new(
                    $"{path} là CA của máy thu thập {name}: hãy chạy collector authority install với tệp này tại đó. Máy thu thập ghi danh được thiết bị nào cũng được, trong ba năm: chỉ cấp cho máy do cơ quan quản lý.",
                    $"{path} is the CA of the collector {name}: run collector authority install with it there. It can enrol any terminal for three years: hand it only to a collector that is the authority's own."),
                parsed.GetValue(common.Json),
                language);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static AuthorityRequest Read(string path)
    {
        try
        {
            return AuthorityRequest.Parse(Encoding.ASCII.GetString(BoundedFile.Read(path, AuthorityRequest.MaxLength)));
        }
        catch (EnrolmentException e)
        {
            throw RegistryException.In(path, e.Sentence, e);
        }
    }
}
