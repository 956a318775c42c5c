using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Kiosk.CommandLine;
using Kiosk.Feed.Targets;
using Kiosk.Identity.Enrolment;
using Kiosk.Registry.Desk;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry terminal add --from FILE</c>: takes in the terminals that a collector signed, so that the next publication names them.</summary>
internal static class TerminalTaking
{
    private static readonly CountedPhrase NotTaken = new("Có {0} máy không được nhận.", "{0} terminal was not taken in.", "{0} terminals were not taken in.");

    /// <returns>1 if a terminal was not taken in although it is not revoked here.</returns>
    public static int Run(RegistryDesk desk, string path, bool asJson, Language language)
    {
        var terminals = new TerminalDesk(desk);
        var handed = Read(terminals, path);
        var taken = handed.Terminals.Select(one => (one.Record.Id, one.Province, What: TakeIn(desk, terminals, handed, one))).ToList();
        var left = taken.Count(one => one.What is TakenTerminal.Conflicting or TakenTerminal.None or TakenTerminal.RevokedAuthority);
        if (asJson)
        {
            return JsonPrinter.Print(
                new() { ["terminals"] = new JsonArray([.. taken.Select(one => new JsonObject { ["id"] = one.Id, ["province"] = one.Province, ["state"] = NameOf(one.What) })]) },
                left == 0 ? null : NotTaken.For(left),
                language);
        }

        foreach (var (id, province, what) in taken)
        {
            Console.WriteLine($"{id}  {SentenceOf(desk, province, what).In(language)}");
        }

        Console.WriteLine(TerminalCommands.Publish.In(language));
        return left == 0 ? ExitCode.Done : ExitCode.No;
    }

    private static TerminalHandover Read(TerminalDesk terminals, string path)
    {
        try
        {
            return TerminalHandover.Parse(BoundedFile.Read(path, TerminalHandover.MaxLength), terminals.Root, TimeProvider.System.GetUtcNow());
        }
        catch (EnrolmentException e)
        {
            throw RegistryException.In(path, e.Sentence, e);
        }
    }

    private static TakenTerminal TakeIn(RegistryDesk desk, TerminalDesk terminals, TerminalHandover list, HandedTerminal handed) =>
        desk.SignsFor(ProvinceCode.Parse(handed.Province)) ? terminals.Register.Take(handed, list.IsIssuedByAny(handed, RevokedIn(terminals, list), TimeProvider.System.GetUtcNow())) : TakenTerminal.None;

    private static IEnumerable<byte[]> RevokedIn(TerminalDesk terminals, TerminalHandover list)
    {
        var revoked = terminals.Authorities.All().Where(authority => authority.Revoked is not null).Select(authority => Convert.ToHexString(authority.SubjectPublicKeyInfo())).ToHashSet(StringComparer.Ordinal);
        return list.Authorities.Where(der =>
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return revoked.Contains(Convert.ToHexString(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        });
    }

    private static string NameOf(TakenTerminal what) => what switch
    {
        TakenTerminal.Added => "added",
        TakenTerminal.Renewed => "renewed",
        TakenTerminal.Unchanged => "unchanged",
        TakenTerminal.Revoked => "revoked",
        TakenTerminal.Conflicting => "conflicting",
        TakenTerminal.RevokedAuthority => "revoked-authority",
        _ => "unknown-province",
    };

    private static Phrase SentenceOf(RegistryDesk desk, string province, TakenTerminal what) => what switch
    {
        TakenTerminal.Added => new($"đã thêm vào tỉnh {province}", $"added to province {province}"),
        TakenTerminal.Renewed => new("đã nhận chứng thư số mới", "has newer certificates now"),
        TakenTerminal.Unchanged => new("không thay đổi", "unchanged"),
        TakenTerminal.Revoked => new("bỏ qua: khóa này đã bị thu hồi tại đây", "left out: its key was revoked here"),
        TakenTerminal.RevokedAuthority => new(
            "KHÔNG nhận: chứng thư số do một CA đã bị thu hồi tại đây ký; hãy ghi danh thiết bị tại bàn phát hành, hoặc tại máy thu thập khi đã có CA mới",
            "NOT taken: its certificates are signed by a CA that was revoked here; enrol it at the desk, or at the collector once that has a new CA"),
        TakenTerminal.Conflicting => new(
            "KHÔNG nhận: mã này đang được ghi danh tại đây với khóa khác hoặc ở tỉnh khác; nếu thiết bị mới thay thế, trước hết hãy chạy registry terminal revoke",
            "NOT taken: the id is enrolled here with another key or in another province; if the new terminal replaces it, first run registry terminal revoke"),
        _ => new(
            $"KHÔNG nhận: bàn phát hành không ký cho tỉnh {province} (có {string.Join(", ", desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal))})",
            $"NOT taken: the desk does not sign for province {province} (it has {string.Join(", ", desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal))})"),
    };
}
