using System.CommandLine;
using System.Globalization;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector receipt TERMINAL</c>: prints a terminal's newest receipt, or one for at most so many records.</summary>
internal static class ReceiptCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var terminal = new Argument<string>("TERMINAL") { Description = new Phrase("Mã máy, hoặc tên của một nhật ký trước, như collector terminals liệt kê.", "The terminal's id, or the name of an earlier journal as collector terminals lists it.").In(language) };
        var size = new Option<ulong?>("--size") { Description = new Phrase("Biên nhận mới nhất cho tối đa từng này bản ghi.", "The newest receipt for at most so many records.").In(language), HelpName = "NUMBER" };
        var upstream = new Option<bool>("--upstream") { Description = new Phrase("Biên nhận của máy chủ cấp trên thay cho của máy chủ này.", "The upstream collector's receipt instead of this one's.").In(language) };
        var command = new Command("receipt", DeskHelp.Of(
            new("In biên nhận mới nhất của một máy; kiosk receipt verify kiểm tra ngoại tuyến.", "Prints a terminal's newest receipt; kiosk receipt verify checks it offline."),
            "collector receipt HN-01 --dev").In(language)) { terminal, size, upstream };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            var store = new JournalStore(database);
            await store.MigrateAsync(cancellationToken);
            var (id, asJson) = (parsed.GetValue(terminal)!, parsed.GetValue(common.Json));
            var journals = await store.JournalsAsync(cancellationToken);
            var journal = TerminalStanding.Current(journals).FirstOrDefault(one => one.TerminalId == id)?.Journal
                ?? journals.Find(one => one.Key is not null && JournalName.Of(one.TerminalId, one.Key) == id)?.Journal ?? id;
            var found = parsed.GetValue(upstream)
                ? (await new UpstreamStore(database).ListAsync(cancellationToken)).Where(passed => passed.Journal == journal && passed.Receipt is not null).Select(passed => ((ulong Size, string Note)?)(passed.ReceiptSize, passed.Receipt!)).FirstOrDefault()
                : await store.NewestReceiptAsync(journal, parsed.GetValue(size) ?? ulong.MaxValue, cancellationToken) is { } own ? (own.Size, own.Note) : null;
            if (found is not { } receipt)
            {
                return CollectorCommand.Failures.Print(new Phrase(
                    $"Chưa có biên nhận nào cho máy {id}: collector terminals liệt kê các máy.", $"There is no receipt for terminal {id}: collector terminals lists the terminals.").In(language), ExitCode.No, asJson);
            }

            Print(id, receipt, asJson);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(string terminal, (ulong Size, string Note) receipt, bool asJson)
    {
        if (asJson)
        {
            JsonPrinter.Print(new() { ["terminal"] = terminal, ["records"] = receipt.Size, ["receipt"] = receipt.Note });
        }
        else
        {
            Console.Write(receipt.Note.ToString(CultureInfo.InvariantCulture));
        }
    }
}
