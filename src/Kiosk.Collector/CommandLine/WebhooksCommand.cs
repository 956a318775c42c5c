using System.CommandLine;
using System.Text.Json.Nodes;
using Kiosk.Collector.Events;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Webhooks;
using Kiosk.CommandLine;
using Kiosk.Source.Files;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector webhooks list | retry</c>: events that other systems have yet to be told of.</summary>
internal static class WebhooksCommand
{
    private static readonly CountedPhrase DeadLetters = new(
        "{0} sự kiện đã thôi gửi; gửi lại bằng: collector webhooks retry", "{0} dead letter; to send it again: collector webhooks retry", "{0} dead letters; to send them again: collector webhooks retry");

    public static Command Create(Language language) => new("webhooks", new Phrase("Các sự kiện còn phải báo cho hệ thống khác (webhooks.json trong --data).", "Events that other systems have yet to be told of (webhooks.json in --data).").In(language))
    {
        CreateList(language),
        CreateRetry(language),
    };

    /// <summary>The endpoints of a data folder; none where it has no file of them.</summary>
    /// <exception cref="WebhookException">The file cannot be used.</exception>
    public static IReadOnlyList<WebhookEndpoint> EndpointsOf(string data)
    {
        var path = Path.Combine(data, WebhookSettings.FileName);
        return File.Exists(path) ? WebhookSettings.Parse(BoundedFile.Read(path, WebhookSettings.MaxLength), path) : [];
    }

    private static Command CreateList(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("list", DeskHelp.Of(
            new("Các sự kiện chưa báo được, sự kiện đã thôi gửi đứng trước. Mã thoát 1 khi có sự kiện đã thôi gửi.", "Events not delivered yet, dead letters first. Exit code 1 if there are dead letters."),
            "collector webhooks list --dev").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            await new JournalStore(database).MigrateAsync(cancellationToken);
            var entries = await new OutboxStore(database).ListAsync(cancellationToken);
            var dead = entries.Count(entry => entry.IsDead);
            if (parsed.GetValue(common.Json))
            {
                return JsonPrinter.Print(new() { ["events"] = new JsonArray([.. entries.Select(ToJson)]) }, dead == 0 ? null : DeadLetters.For(dead), language);
            }

            foreach (var entry in entries)
            {
                Console.WriteLine($"{entry.Endpoint}  {entry.MessageId}  {StateOf(entry).In(language)}{(entry.LastError.Length > 0 ? $" [{ShownName.Of(entry.LastError)}]" : "")}");
            }

            Console.WriteLine(new Phrase($"{entries.Count} sự kiện chưa báo, trong đó {dead} đã thôi gửi.", $"{entries.Count} events not delivered, {dead} of them dead letters.").In(language));
            return dead == 0 ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }

    private static Command CreateRetry(Language language)
    {
        var common = new CommonOptions(language);
        var endpoint = new Option<string?>("--endpoint") { Description = new Phrase("Chỉ của hệ thống này; nếu không nêu, tất cả.", "Of this endpoint alone; of all without it.").In(language), HelpName = "NAME" };
        var command = new Command("retry", DeskHelp.Of(
            new("Gửi lại các sự kiện đã thôi gửi, thêm ba ngày.", "Sends dead letters again, for another three days."), "collector webhooks retry --endpoint so-tay --dev").In(language)) { endpoint };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            await new JournalStore(database).MigrateAsync(cancellationToken);
            var count = await new OutboxStore(database).RetryAsync(parsed.GetValue(endpoint), TimeProvider.System.GetUtcNow(), cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["retried"] = count });
            }
            else
            {
                Console.WriteLine(new Phrase($"Sẽ gửi lại {count} sự kiện khi collector serve đang chạy.", $"{count} events will be sent again while collector serve runs.").In(language));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Phrase StateOf(OutboxEntry entry) => entry.IsDead ? new("đã thôi gửi", "dead letter") : new("đang chờ", "waiting");

    private static JsonNode ToJson(OutboxEntry entry) => new JsonObject
    {
        ["id"] = entry.MessageId,
        ["endpoint"] = entry.Endpoint,
        ["event"] = entry.Event,
        ["created"] = entry.Created.UtcDateTime,
        ["refusals"] = entry.Attempts,
        ["dead"] = entry.IsDead,
        ["error"] = entry.LastError,
    };
}
