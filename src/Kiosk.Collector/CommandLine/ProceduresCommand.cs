using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector procedures</c>: the procedures and refusals of a day; with the key, of which case and member.</summary>
internal static class ProceduresCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var day = new Option<string?>("--day") { Description = new Phrase("Ngày, ở Việt Nam; nếu không nêu, hôm nay.", "The day, in Vietnam; today without it.").In(language), HelpName = "YYYY-MM-DD" };
        var openWith = new Option<string?>("--open-with") { Description = new Phrase("Tệp PEM có chứng thư số và khóa mà các máy niêm phong cho: mở mã hồ sơ và họ tên.", "PEM file with the certificate and key that terminals seal to: opens case numbers and names.").In(language), HelpName = "FILE" };
        var command = new Command("procedures", DeskHelp.Of(
            new("Các thủ tục và các lượt thẻ không được nhận trong một ngày, ở mọi máy. Không có khóa thì không có mã hồ sơ và họ tên.", "The procedures and refused cards of a day at all terminals. Without the key, without case numbers and names."),
            "collector procedures --day 2026-11-29 --open-with registry.pem --dev").In(language)) { day, openWith };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            var journals = new JournalStore(database);
            await journals.MigrateAsync(cancellationToken);
            using var unsealing = parsed.GetValue(openWith) is { } key ? new SealedParts(ReportSigner.Open(key)) : null;
            var records = await new DayBook(journals, new(database), unsealing).OfAsync(parsed.GetValue(day) is { } text ? DayArgument.Parse(text) : DayArgument.Today, cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["records"] = new JsonArray([.. records.Select(ToJson)]) });
            }
            else
            {
                Print(records, language);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(IReadOnlyList<DayRecord> records, Language language)
    {
        foreach (var record in records)
        {
            var whose = string.Join("  ", ((string?[])[record.Details?.CaseNumber, record.Name, record.Clerk is { } clerk ? new Phrase($"({clerk} tiếp nhận)", $"(received by {clerk})").In(language) : null]).OfType<string>().Select(text => ShownName.Of(text)));
            var what = record.Outcome is JournalOutcome.Denied ? ReasonTable.Find(record.Code)?.Meaning.In(language) ?? ReasonTable.NameOf(record.Code) : "";
            Console.WriteLine($"{LocalFormat.Time(record.At)}  {ShownName.Of(record.Door)}  {ShownName.Of(record.Context)}  {what}{whose}".TrimEnd());
        }

        var refused = records.Count(record => record.Outcome is JournalOutcome.Denied);
        Console.WriteLine(new Phrase($"{records.Count - refused} thủ tục, {refused} lượt không được nhận.", $"{records.Count - refused} procedures, {refused} refusals.").In(language));
    }

    private static JsonNode ToJson(DayRecord record) => new JsonObject
    {
        ["at"] = record.At.UtcDateTime,
        ["terminal"] = record.TerminalId,
        ["sequence"] = record.Sequence,
        ["door"] = record.Door,
        ["mode"] = JsonNamingPolicy.CamelCase.ConvertName(record.Mode.ToString()),
        ["context"] = record.Context,
        ["outcome"] = JsonNamingPolicy.CamelCase.ConvertName(record.Outcome.ToString()),
        ["reason"] = ReasonTable.NameOf(record.Code),
        ["caseNumber"] = record.Details?.CaseNumber,
        ["purpose"] = record.Details?.Purpose,
        ["clerk"] = record.Clerk ?? record.Details?.ByCard,
        ["flag"] = record.Details?.Flag,
        ["name"] = record.Name,
    };
}
