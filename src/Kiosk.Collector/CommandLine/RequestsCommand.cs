using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector requests</c>: what desks recorded for the registry to do, and the file of ended cards that it publishes from.</summary>
internal static class RequestsCommand
{
    private const string LineEnd = "\r\n";

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var from = new Option<string?>("--from") { Description = new Phrase("Ngày đầu tiên, ở Việt Nam; nếu không nêu, từ đầu.", "The first day, in Vietnam; without it, from the beginning.").In(language), HelpName = "YYYY-MM-DD" };
        var openWith = new Option<string>("--open-with") { Description = new Phrase("Tệp PEM có chứng thư số và khóa mà các máy niêm phong cho.", "PEM file with the certificate and key that terminals seal to.").In(language), HelpName = "FILE", Required = true };
        var cards = new Option<string?>("--cards") { Description = new Phrase("Ghi các thẻ đã thu lại vào tệp này: là ended-cards.csv của tỉnh trong thư mục nguồn.", "Writes the cards that were handed in to this file: the province's ended-cards.csv of a source folder.").In(language), HelpName = "FILE" };
        var corrections = new Option<string?>("--corrections") { Description = new Phrase("Ghi các đề nghị sửa thông tin vào tệp CSV này.", "Writes the corrections that members asked for to this CSV file.").In(language), HelpName = "FILE" };
        var attendance = new Option<string?>("--attendance") { Description = new Phrase("Ghi việc dự họp trong năm qua của những đảng viên đã đề nghị xem vào tệp này: là own-attendance.csv của tỉnh trong thư mục nguồn.", "Writes the last year's attendance of the members who asked for their own to this file: the province's own-attendance.csv of a source folder.").In(language), HelpName = "FILE" };
        var command = new Command("requests", DeskHelp.Of(
            new("Những việc mà các bàn tiếp nhận ghi cho cơ quan quản lý: thẻ đã thu lại khi bàn giao thẻ mới, đề nghị sửa thông tin, đề nghị xem việc dự họp của mình, thông tin đã được xác nhận.", "What desks recorded for the registry: cards handed in for new ones, corrections asked for, members who want to see their own attendance, records confirmed."),
            "collector requests --open-with registry.pem --cards source/provinces/01/ended-cards.csv --dev").In(language)) { from, openWith, cards, corrections, attendance };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            var journals = new JournalStore(database);
            await journals.MigrateAsync(cancellationToken);
            using var unsealing = new SealedParts(ReportSigner.Open(parsed.GetValue(openWith)!));
            var beginning = BeginningOf(parsed.GetValue(from));
            // A card that was handed in before that day still tells under which card its holder was convened.
            var all = await new RequestBook(journals, new(database), unsealing).BetweenAsync(parsed.GetValue(attendance) is null ? beginning : DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, cancellationToken);
            IReadOnlyList<RegistryRequest> requests = [.. all.Where(one => one.At >= beginning)];
            Write(parsed.GetValue(cards), "card,new_card,at,terminal", requests.Where(one => one.Kind is RequestKind.CardEnded).Select(one => $"{one.Details.Replaces},{one.Details.Tag},{Day(one)},{one.TerminalId}"));
            Write(parsed.GetValue(corrections), "card,fields,at,terminal", requests.Where(one => one.Kind is RequestKind.Correction).Select(one => $"{one.Details.Tag},{one.Details.Fields},{Day(one)},{one.TerminalId}"));
            if (parsed.GetValue(attendance) is { } file)
            {
                var cardsOf = FormerCards.Of(requests.Where(one => one.Kind is RequestKind.Attendance).Select(one => FormerCards.TagOf(one.Details.Tag!)), all);
                var answers = await new OwnAttendance(new(journals, new(database), new(database), unsealing, TimeProvider.System), new(database), TimeProvider.System).OfAsync(cardsOf, cancellationToken);
                Write(file, "card,as_of,day,title,came", answers.SelectMany(one => LinesOf(one.Key, one.Value)));
            }

            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["requests"] = new JsonArray([.. requests.Select(ToJson)]) });
            }
            else
            {
                Print(requests, language);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static DateTimeOffset BeginningOf(string? day) => day is null ? DateTimeOffset.UnixEpoch : new(DayArgument.Parse(day).ToDateTime(TimeOnly.MinValue), VietnamTime.Offset);

    private static string Day(RegistryRequest one) => one.At.ToOffset(VietnamTime.Offset).ToString("yyyy-MM-dd");

    // No name: the file goes from machine to machine, and the registry knows its cards.
    private static void Write(string? path, string header, IEnumerable<string> lines)
    {
        if (path is not null)
        {
            new DurableFiles().Replace(Path.GetFullPath(path), Encoding.UTF8.GetBytes(string.Concat(lines.Prepend(header).Select(line => line + LineEnd))));
        }
    }

    private static IEnumerable<string> LinesOf(CardTag card, PastAttendance attendance)
    {
        var beginning = $"{card},{attendance.AsOf:yyyy-MM-dd}";
        return attendance.Sessions.Count == 0
            ? [$"{beginning},,,"]
            : attendance.Sessions.Select(one => $"{beginning},{one.Day:yyyy-MM-dd},\"{one.Title.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{(one.Came is CameAs.Unknown ? "" : JsonNamingPolicy.CamelCase.ConvertName(one.Came.ToString()))}");
    }

    private static void Print(IReadOnlyList<RegistryRequest> requests, Language language)
    {
        foreach (var one in requests)
        {
            var what = one.Kind switch
            {
                RequestKind.CardEnded => new Phrase("thu lại thẻ cũ", "old card handed in"),
                RequestKind.Correction => new($"đề nghị sửa: {one.Details.Fields}", $"correction of: {one.Details.Fields}"),
                RequestKind.Attendance => new("đề nghị xem việc dự họp của mình", "own attendance asked for"),
                _ => new("xác nhận thông tin đúng", "record confirmed"),
            };
            Console.WriteLine($"{Day(one)} {LocalFormat.Time(one.At)}  {one.TerminalId}  {what.In(language)}  {ShownName.Of(one.Name ?? one.Details.Tag ?? "")}");
        }

        Console.WriteLine(new Phrase($"{requests.Count} việc.", $"{requests.Count} requests.").In(language));
    }

    private static JsonNode ToJson(RegistryRequest one) => new JsonObject
    {
        ["at"] = one.At.UtcDateTime,
        ["terminal"] = one.TerminalId,
        ["sequence"] = one.Sequence,
        ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(one.Kind.ToString()),
        ["card"] = one.Details.Replaces ?? one.Details.Tag,
        ["newCard"] = one.Details.Replaces is null ? null : one.Details.Tag,
        ["fields"] = one.Details.Fields,
        ["caseNumber"] = one.Details.CaseNumber,
        ["clerk"] = one.Details.ByCard,
        ["name"] = one.Name,
    };
}
