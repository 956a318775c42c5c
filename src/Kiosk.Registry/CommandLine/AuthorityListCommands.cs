using System.CommandLine;
using System.Text.Json.Nodes;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Registry.Desk;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry terminal authority list</c> and <c>revoke</c>: the CAs that were handed to collectors.</summary>
internal static class AuthorityListCommands
{
    private const string Stamp = "yyyy-MM-dd HH:mm'Z'";

    public static Command List(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("list", DeskHelp.Of(
            new("Liệt kê các CA đã cấp cho máy thu thập: đang có hiệu lực hay đã thu hồi.", "Lists the CAs that were handed to collectors: in force or revoked."), "registry terminal authority list --desk desk --json").In(language));
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var all = new TerminalDesk(RegistryDesk.Open(parsed.GetValue(common.Desk)!)).Authorities.All();
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["authorities"] = new JsonArray([.. all.Select(ToJson)]) });
                return ExitCode.Done;
            }

            foreach (var authority in all)
            {
                Console.WriteLine($"{authority.Name}  {Describe(authority).In(language)}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    public static Command Revoke(Language language)
    {
        var common = new CommonOptions(language);
        var name = new Argument<string>("COLLECTOR") { Description = new Phrase("Tên của máy thu thập, như registry terminal authority list nêu.", "The collector's name, as registry terminal authority list states it.").In(language) };
        var reason = new Option<string>("--reason") { Description = new Phrase("Lý do, cho người đọc danh sách; sẽ được phát hành.", "Why, for whoever reads the list; it is published.").In(language), HelpName = "TEXT", Required = true };
        var command = new Command("revoke", DeskHelp.Of(
            new(
                "Thu hồi CA của một máy thu thập từ lúc này. Từ lần phát hành tiếp theo, chứng thư số do CA đó ký chỉ có hiệu lực nếu bàn phát hành đã nhận vào danh sách; máy thu thập không ghi danh thêm được thiết bị nào cho đến khi có CA mới.",
                "Revokes a collector's CA from now on. Once that is published, a certificate that it signed is good only if the desk lists it; the collector enrols no terminal until it is handed a new CA."),
            "registry terminal authority revoke HALL --reason stolen --desk desk").In(language)) { name, reason };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var (terminals, collector) = (new TerminalDesk(RegistryDesk.Open(parsed.GetValue(common.Desk)!)), parsed.GetValue(name)!);
            terminals.Authorities.Revoke(collector, parsed.GetValue(reason)!);
            string[] listed = [.. terminals.Register.All().Where(terminal => terminal.Current is { } current && TerminalCertificate.Parse(current.SigningCertificate).Issuer == collector).Select(terminal => terminal.Id)];
            var stay = listed.Length == 0 ? new Phrase("", "") : new Phrase(
                $" Các thiết bị trong danh sách có chứng thư số do CA này ký vẫn có hiệu lực: {string.Join(", ", listed)}; thiết bị nào không còn tin được, hãy thu hồi bằng registry terminal revoke.",
                $" These terminals are listed with certificates that it signed, and stay enrolled: {string.Join(", ", listed)}; revoke those that are no longer trusted with registry terminal revoke.");
            TerminalCommands.Print(
                new() { ["revoked"] = collector, ["listed"] = new JsonArray([.. listed.Select(id => JsonValue.Create(id))]) },
                new($"Đã thu hồi CA của máy thu thập {collector}. {TerminalCommands.Publish.Vietnamese}{stay.Vietnamese}", $"The CA of the collector {collector} is revoked. {TerminalCommands.Publish.English}{stay.English}"),
                parsed.GetValue(common.Json),
                language);
            return ExitCode.Done;
        });
        return command;
    }

    private static Phrase Describe(AuthorityRecord authority)
    {
        var until = NotAfter(authority).ToString(Stamp, null);
        return authority.Revoked is { } revoked
            ? new($"đã thu hồi lúc {revoked.At.ToString(Stamp, null)}: {revoked.Reason}", $"revoked at {revoked.At.ToString(Stamp, null)}: {revoked.Reason}")
            : new($"có hiệu lực đến {until}", $"in force until {until}");
    }

    private static JsonObject ToJson(AuthorityRecord authority) => new()
    {
        ["collector"] = authority.Name,
        ["notAfter"] = NotAfter(authority).ToString(Stamp, null),
        ["revokedAt"] = authority.Revoked?.At.ToString(Stamp, null),
        ["reason"] = authority.Revoked?.Reason,
    };

    private static DateTimeOffset NotAfter(AuthorityRecord authority)
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(authority.Certificate.Span);
        return new(certificate.NotAfter.ToUniversalTime());
    }
}
