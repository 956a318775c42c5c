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
    /// <returns>1 if a terminal was not taken in although it is not revoked here.</returns>
    public static int Run(RegistryDesk desk, string path, bool asJson, Language language)
    {
        var terminals = new TerminalDesk(desk);
        var taken = Read(terminals, path).Terminals.Select(one => (one.Record.Id, one.Province, What: TakeIn(desk, terminals, one))).ToList();
        if (asJson)
        {
            JsonPrinter.Print(new() { ["terminals"] = new JsonArray([.. taken.Select(one => new JsonObject { ["id"] = one.Id, ["province"] = one.Province, ["state"] = NameOf(one.What) })]) });
        }
        else
        {
            foreach (var (id, province, what) in taken)
            {
                Console.WriteLine($"{id}  {SentenceOf(desk, province, what).In(language)}");
            }

            Console.WriteLine(TerminalCommands.Publish.In(language));
        }

        return taken.Any(one => one.What is TakenTerminal.Conflicting or TakenTerminal.None) ? ExitCode.No : ExitCode.Done;
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

    private static TakenTerminal TakeIn(RegistryDesk desk, TerminalDesk terminals, HandedTerminal handed) =>
        desk.SignsFor(ProvinceCode.Parse(handed.Province)) ? terminals.Register.Take(handed) : TakenTerminal.None;

    private static string NameOf(TakenTerminal what) => what switch
    {
        TakenTerminal.Added => "added",
        TakenTerminal.Renewed => "renewed",
        TakenTerminal.Unchanged => "unchanged",
        TakenTerminal.Revoked => "revoked",
        TakenTerminal.Conflicting => "conflicting",
        _ => "unknown-province",
    };

    private static Phrase SentenceOf(RegistryDesk desk, string province, TakenTerminal what) => what switch
    {
        TakenTerminal.Added => new($"đã thêm vào tỉnh {province}", $"added to province {province}"),
        TakenTerminal.Renewed => new("đã nhận chứng thư số mới", "has newer certificates now"),
        TakenTerminal.Unchanged => new("không thay đổi", "unchanged"),
        TakenTerminal.Revoked => new("bỏ qua: khóa này đã bị thu hồi tại đây", "left out: its key was revoked here"),
        TakenTerminal.Conflicting => new(
            "KHÔNG nhận: mã này đang được ghi danh tại đây với khóa khác hoặc ở tỉnh khác; nếu thiết bị mới thay thế, trước hết hãy chạy registry terminal revoke",
            "NOT taken: the id is enrolled here with another key or in another province; if the new terminal replaces it, first run registry terminal revoke"),
        _ => new(
            $"KHÔNG nhận: bàn phát hành không ký cho tỉnh {province} (có {string.Join(", ", desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal))})",
            $"NOT taken: the desk does not sign for province {province} (it has {string.Join(", ", desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal))})"),
    };
}
