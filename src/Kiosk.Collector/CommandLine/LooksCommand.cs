using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector looks</c>: who looked at names on the page, when and at what.</summary>
internal static class LooksCommand
{
    private const int DefaultMax = 100;

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var meeting = new Argument<string?>("MEETING") { Description = new Phrase("Mã cuộc họp; bỏ trống để xem tất cả.", "The meeting's id; leave it out for all.").In(language), Arity = ArgumentArity.ZeroOrOne };
        var max = new Option<int>("--max") { Description = new Phrase("Số dòng mới nhất.", "How many of the newest lines.").In(language), HelpName = "NUMBER", DefaultValueFactory = _ => DefaultMax };
        var command = new Command("looks", DeskHelp.Of(
            new("Ai đã xem họ tên trên trang, lúc nào và xem gì; mới nhất trước.", "Who looked at names on the page, when and at what; the newest first."),
            "collector looks dai-hoi-2026 --dev").In(language)) { meeting, max };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            await SchemaMigrator.RunAsync(database, cancellationToken);
            var looks = await new LookStore(database).NewestAsync(parsed.GetValue(meeting) ?? "", parsed.GetValue(max), cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["looks"] = new JsonArray([.. looks.Select(ToJson)]) });
                return ExitCode.Done;
            }

            foreach (var look in looks)
            {
                Console.WriteLine($"{LocalFormat.Day(look.At)} {LocalFormat.Time(look.At)}  {look.Account}  {look.Meeting}  {ShownName.Of(look.Page)}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static JsonNode ToJson(Look look) => new JsonObject
    {
        ["at"] = look.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["account"] = look.Account,
        ["meeting"] = look.Meeting,
        ["page"] = look.Page,
    };
}
