using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Importing;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector import PATH</c>: collects the journals on a stick, and writes the receipts back to it.</summary>
internal static class ImportCommand
{
    /// <summary>In bytes: thousands of terminals.</summary>
    private const int MaxKeysLength = 1 << 20;

    private const string CopyPrefix = "journal-";

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var name = CollectorName.Option(language);
        var path = new Argument<string?>("PATH") { Arity = ArgumentArity.ZeroOrOne, Description = new Phrase("USB, hoặc một thư mục journal-MÁY trên đó.", "The stick, or one folder journal-TERMINAL on it.").In(language) };
        var terminals = new Option<string?>("--terminals") { Description = new Phrase("Tệp có khóa công khai của các máy (device.pub), mỗi khóa một dòng; máy đã kết nối thì không cần.", "File with the terminals' public keys (device.pub), one a line; not needed for terminals that have connected.").In(language), HelpName = "FILE" };
        var source = new Option<string?>("--source") { Description = new Phrase("Thay cho PATH: nhập đảng viên, cuộc họp và danh sách triệu tập từ thư mục nguồn của bàn phát hành; nhập tất cả hoặc không gì cả.", "Instead of PATH: import members, meetings and rosters from the desk's source folder; all of them or nothing.").In(language), HelpName = "DIR" };
        var meetingKeys = new Option<string?>("--meeting-keys") { Description = new Phrase("Bản sao keys/meetings.key của bàn phát hành; chỉ cần khi cuộc họp lấy từ lịch (.ics).", "A copy of the desk's keys/meetings.key; needed only for meetings from calendars (.ics).").In(language), HelpName = "FILE" };
        var province = new Option<string[]>("--province") { Description = new Phrase("Chỉ nhập tỉnh này; có thể nêu nhiều lần.", "Import this province alone; may be given several times.").In(language), HelpName = "CODE" };
        var command = new Command("import", DeskHelp.Of(
            new(
                "Thu thập nhật ký trên USB do kiosk sync export ghi, kiểm tra như khi nhận qua mạng, và ghi biên nhận trở lại USB. Với --source: cho biết ai là ai, theo thư mục nguồn của bàn phát hành. Với --feed: cho biết thiết bị nào đã bị thu hồi.",
                "Collects the journals that kiosk sync export wrote to a stick, verified as over the network, and writes the receipts back to it. With --source: who is who, from the desk's source folder. With --feed: which terminals are revoked."),
            "collector import /media/usb --dev --terminals terminals.txt\ncollector import --source authority/source --dev").In(language)) { path, source, meetingKeys, province, terminals, name };
        var feed = new FeedOptions(language);
        feed.AddTo(command);
        common.AddTo(command);
        command.Validators.Add(result =>
        {
            if (((string?[])[result.GetValue(path), result.GetValue(source), feed.PlaceIn(result)]).OfType<string>().Count() != 1)
            {
                result.AddError(new Phrase(
                    "Hãy nêu một trong ba: PATH (USB có nhật ký), --source DIR (thư mục nguồn), hoặc --feed NƠI (nguồn dữ liệu có danh sách thiết bị của bàn phát hành).",
                    "Give one of three: PATH (a stick with journals), --source DIR (a source folder), or --feed PLACE (the feed with the desk's list of terminals).").In(language));
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (feed.ContentOf(parsed) is { } content)
            {
                return await RollImport.RunAsync(content, feed.RootOf(parsed), parsed.GetValue(common.Data)!, parsed.GetValue(common.Json), language, cancellationToken);
            }

            await using var database = common.OpenDatabase(parsed);
            var store = new JournalStore(database);
            await store.MigrateAsync(cancellationToken);
            if (parsed.GetValue(source) is { } authority)
            {
                return await new SourceImportAction(database, authority, parsed.GetValue(meetingKeys), parsed.GetValue(province) ?? []).RunAsync(parsed.GetValue(common.Json), language, cancellationToken);
            }

            using var key = CollectorName.OpenKey(parsed.GetValue(common.Data)!, parsed.GetValue(name)!);
            var list = new TerminalRoll(parsed.GetValue(common.Data)!, new DurableFiles());
            using var desk = EnrolmentDesk.Open(parsed.GetValue(common.Data)!, makesUp: false, new DurableFiles(), TimeProvider.System);
            var inForce = new KeysInForce(list, desk);
            var keys = await KeysAsync(store, list.Current, parsed.GetValue(terminals), cancellationToken);
            var import = new JournalImport(new(store, key, TimeProvider.System, new(WebhooksCommand.EndpointsOf(parsed.GetValue(common.Data)!)), inForce.IsReplaced), store, keys, new DurableFiles());
            var reports = new List<ImportReport>();
            foreach (var folder in CopiesIn(parsed.GetValue(path)!))
            {
                reports.Add(await import.RunAsync(folder, cancellationToken));
            }

            foreach (var report in reports.Where(report => inForce.RevocationOf(report.TerminalId, report.Key) is { } revoked && report.Added.Any(entry => entry.Record.Clock.Instant >= revoked.At)))
            {
                // On the page of contradictions: a key that goes on after it was replaced.
                await new TerminalStateStore(database).RefuseAsync(report.Journal, UploadRefusal.RevokedTerminal, 0, 0, TimeProvider.System.GetUtcNow(), cancellationToken);
            }

            Print(reports, inForce, parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }

    private static List<string> CopiesIn(string path)
    {
        if (JournalFolder.Segments(path).Count > 0)
        {
            return [path];
        }

        List<string> found = Directory.Exists(path)
            ? [.. Directory.EnumerateDirectories(path, CopyPrefix + "*").Where(folder => !folder.EndsWith(".part", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : [];
        return found.Count > 0 ? found : throw new CollectorException(new(
            $"Không có nhật ký nào ở {path}: hãy nêu nơi USB được gắn, có các thư mục {CopyPrefix}MÁY do kiosk sync export ghi.",
            $"There is no journal in {path}: name where the stick is mounted, with the folders {CopyPrefix}TERMINAL that kiosk sync export wrote."));
    }

    private static async Task<ILookup<string, NoteKey>> KeysAsync(JournalStore store, RollFile roll, string? file, CancellationToken cancellationToken)
    {
        var keys = new List<NoteKey>();
        var lines = file is null ? [] : Encoding.UTF8.GetString(RegularFile.Read(file, MaxKeysLength)).Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].Trim() is not { Length: > 0 } line)
            {
                continue;
            }

            try
            {
                var key = NoteKey.Parse(line);
                keys.Add(key.Name.StartsWith(Checkpoint.OriginOf(""), StringComparison.Ordinal) ? key : throw new FormatException("This is no terminal's key."));
            }
            catch (FormatException malformed)
            {
                throw new CollectorException(new($"{file} dòng {index + 1} không phải khóa công khai của một máy.", $"{file} line {index + 1} is no terminal's public key."), malformed);
            }
        }

        keys.AddRange((await store.JournalsAsync(cancellationToken)).Select(journal => journal.Key).OfType<NoteKey>());
        // What a key signed before it was revoked stays valid.
        keys.AddRange(roll.Terminals.OrderBy(record => record.Revoked is not null).Select(record => NoteKey.Create(Checkpoint.OriginOf(record.Id), TerminalCertificate.Parse(record.SigningCertificate).SubjectPublicKeyInfo.ToArray())));
        return keys.DistinctBy(key => key.ToString()).ToLookup(key => key.Name[Checkpoint.OriginOf("").Length..], StringComparer.Ordinal);
    }

    private static void Print(List<ImportReport> reports, KeysInForce inForce, bool asJson, Language language)
    {
        if (asJson)
        {
            JsonPrinter.Print(new()
            {
                ["journals"] = new JsonArray([.. reports.Select(report => new JsonObject
                {
                    ["terminal"] = report.TerminalId, ["revokedAt"] = inForce.RevocationOf(report.TerminalId, report.Key)?.At.ToString("O", CultureInfo.InvariantCulture), ["records"] = report.Records, ["unsigned"] = report.Unsigned, ["added"] = report.Added.Count, ["contiguous"] = report.Answer.Contiguous, ["receipt"] = report.Answer.Receipt,
                })]),
            });
            return;
        }

        foreach (var report in reports)
        {
            Console.WriteLine(new Phrase(
                $"{report.TerminalId}: {report.Records} bản ghi, trong đó {report.Added.Count} bản ghi mới; {(report.Answer.Receipt is null ? "chưa có điểm kiểm nào để xác nhận" : "đã ghi biên nhận lên USB")}.",
                $"{report.TerminalId}: {report.Records} records, {report.Added.Count} of them new; {(report.Answer.Receipt is null ? "no checkpoint to confirm yet" : "the receipt is on the stick")}.").In(language));
            if (report.Unsigned > 0)
            {
                Console.WriteLine(new Phrase(
                    $"{report.TerminalId}: chưa nhận {report.Unsigned} bản ghi cuối vì máy chưa ký, nên chưa có gì cho thấy máy đã ghi chúng; bản sao sau của máy sẽ mang đến.",
                    $"{report.TerminalId}: the last {report.Unsigned} records were left out: the terminal has not signed them yet, so nothing shows that it wrote them; its next copy brings them.").In(language));
            }

            if (inForce.RevocationOf(report.TerminalId, report.Key) is { } revoked)
            {
                Console.WriteLine(new Phrase(
                    $"{report.TerminalId} đã bị thu hồi ngày {revoked.At:yyyy-MM-dd}: bản ghi từ lúc đó có thể do người giữ thiết bị tạo ra.",
                    $"{report.TerminalId} was revoked on {revoked.At:yyyy-MM-dd}: whoever has the terminal may have made the records since.").In(language));
            }
        }
    }
}
