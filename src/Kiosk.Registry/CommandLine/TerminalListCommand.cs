using System.CommandLine;
using System.Text.Json.Nodes;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;
using Kiosk.Registry.Desk;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry terminal list</c>.</summary>
internal static class TerminalListCommand
{
    private const string Stamp = "yyyy-MM-dd HH:mm'Z'";

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("list", DeskHelp.Of(
            new("Liệt kê các thiết bị: đang ghi danh, chờ yêu cầu, hay đã thu hồi.", "Lists the terminals: enrolled, awaited, or revoked."), "registry terminal list --desk desk --json").In(language));
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var terminals = new TerminalDesk(RegistryDesk.Open(parsed.GetValue(common.Desk)!)).Register.All();
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["terminals"] = new JsonArray([.. terminals.Select(ToJson)]) });
                return ExitCode.Done;
            }

            foreach (var terminal in terminals)
            {
                var where = new Phrase($"tỉnh {terminal.Province}{(terminal.Door is null ? "" : $", cửa {terminal.Door}")}", $"province {terminal.Province}{(terminal.Door is null ? "" : $", door {terminal.Door}")}");
                Console.WriteLine($"{terminal.Id}  {where.In(language)}  {Describe(terminal, TimeProvider.System.GetUtcNow()).In(language)}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Phrase Describe(RegisteredTerminal terminal, DateTimeOffset now)
    {
        if (terminal.Current is { } current)
        {
            var certificate = TerminalCertificate.Parse(current.SigningCertificate);
            var kind = certificate.KeyKind is "tpm" ? new Phrase("khóa trong TPM", "key in a TPM") : new("khóa trong tệp", "key in a file");
            var until = certificate.NotAfter <= now
                ? new Phrase("chứng thư số ĐÃ HẾT HẠN từ", "its certificates EXPIRED on")
                : new("đang ghi danh đến", "enrolled until");
            return new(
                $"{until.Vietnamese} {certificate.NotAfter.ToString(Stamp, null)}, {kind.Vietnamese}, do {certificate.Issuer} ký",
                $"{until.English} {certificate.NotAfter.ToString(Stamp, null)}, {kind.English}, signed by {certificate.Issuer}");
        }

        if (terminal.Token is { } token)
        {
            var expires = EnrolmentToken.Parse(token).Expires.ToString(Stamp, null);
            return new($"chờ yêu cầu, mã có hiệu lực đến {expires}", $"awaited, its token is good until {expires}");
        }

        return terminal.Enrolments.MaxBy(one => one.Revoked?.At)?.Revoked is { } revoked
            ? new($"đã thu hồi lúc {revoked.At.ToString(Stamp, null)}: {revoked.Reason}", $"revoked at {revoked.At.ToString(Stamp, null)}: {revoked.Reason}")
            : new("đã hủy mã trước khi ghi danh", "its token was voided before it enrolled");
    }

    // Tokens are secrets: not even for programs.
    private static JsonObject ToJson(RegisteredTerminal terminal) => new()
    {
        ["id"] = terminal.Id,
        ["province"] = terminal.Province,
        ["door"] = terminal.Door,
        ["state"] = terminal.Current is not null ? "enrolled" : terminal.Token is not null ? "awaited" : "revoked",
        ["enrolments"] = new JsonArray([.. terminal.Enrolments.Select(ToJson)]),
    };

    private static JsonObject ToJson(TerminalRecord record)
    {
        var certificate = TerminalCertificate.Parse(record.SigningCertificate);
        return new()
        {
            ["keyKind"] = certificate.KeyKind,
            ["issuer"] = certificate.Issuer,
            ["notAfter"] = certificate.NotAfter.ToString(Stamp, null),
            ["revokedAt"] = record.Revoked?.At.ToString(Stamp, null),
            ["reason"] = record.Revoked?.Reason,
        };
    }
}
