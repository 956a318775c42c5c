using System.CommandLine;
using System.Text.Json.Nodes;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector token add | list | revoke</c>: programs that may read from the collector over HTTPS.</summary>
internal static class TokenCommand
{
    public static Command Create(Language language) => new("token", new Phrase("Mã truy cập của các chương trình đọc số liệu qua HTTPS (/openapi.json).", "Tokens of programs that read from the collector over HTTPS (/openapi.json).").In(language))
    {
        CreateAdd(language),
        CreateList(language),
        CreateRevoke(language),
    };

    private static Command CreateAdd(Language language)
    {
        var common = new CommonOptions(language);
        var name = NameArgument(language);
        var names = new Option<bool>("--names") { Description = new Phrase("Được đọc cả danh sách có họ tên; nếu không nêu, chỉ đọc số liệu.", "May read lists with names too; without it, figures alone.").In(language) };
        var command = new Command("add", DeskHelp.Of(
            new("In một mã truy cập mới, chỉ in một lần; máy chủ chỉ giữ mã băm.", "Prints a new token, this once: the collector keeps its hash alone."), "collector token add phong-hop --dev").In(language)) { name, names };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = await OpenAsync(common, parsed, cancellationToken);
            var id = parsed.GetValue(name)!;
            var token = await new ApiTokenStore(database).AddAsync(id, parsed.GetValue(names), TimeProvider.System.GetUtcNow(), cancellationToken) ?? throw new CollectorException(new(
                $"Đã có mã truy cập tên {id}: hãy thu hồi trước (collector token revoke {id}) hoặc chọn tên khác.", $"There is a token of the name {id}: revoke it first (collector token revoke {id}), or choose another name."));
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["name"] = id, ["token"] = token });
            }
            else
            {
                Console.WriteLine(token);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateList(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("list", DeskHelp.Of(new("Các mã truy cập đang dùng được.", "The tokens in force."), "collector token list --dev").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = await OpenAsync(common, parsed, cancellationToken);
            var tokens = await new ApiTokenStore(database).ListAsync(cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["tokens"] = new JsonArray([.. tokens.Select(token => new JsonObject { ["name"] = token.Name, ["names"] = token.MaySeeNames, ["created"] = token.Created.UtcDateTime })]) });
                return ExitCode.Done;
            }

            foreach (var token in tokens)
            {
                Console.WriteLine($"{ShownName.Of(token.Name)}  {(token.MaySeeNames ? new Phrase("số liệu và họ tên", "figures and names") : new("số liệu", "figures")).In(language)}  {LocalFormat.Day(token.Created)}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateRevoke(Language language)
    {
        var common = new CommonOptions(language);
        var name = NameArgument(language);
        var command = new Command("revoke", DeskHelp.Of(new("Thu hồi một mã truy cập, có hiệu lực ngay.", "Revokes a token, at once."), "collector token revoke phong-hop --dev").In(language)) { name };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = await OpenAsync(common, parsed, cancellationToken);
            var id = parsed.GetValue(name)!;
            if (!await new ApiTokenStore(database).RevokeAsync(id, cancellationToken))
            {
                throw new CollectorException(new($"Không có mã truy cập tên {id}: xem collector token list.", $"There is no token of the name {id}: see collector token list."));
            }

            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["revoked"] = id });
            }
            else
            {
                Console.WriteLine(new Phrase($"Đã thu hồi mã truy cập {id}.", $"The token {id} is revoked.").In(language));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> NameArgument(Language language) => new("NAME") { Description = new Phrase("Tên của chương trình.", "The program's name.").In(language) };

    private static async Task<IDatabase> OpenAsync(CommonOptions common, ParseResult parsed, CancellationToken cancellationToken)
    {
        var database = common.OpenDatabase(parsed);
        try
        {
            await new JournalStore(database).MigrateAsync(cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}
