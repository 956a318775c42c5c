using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.SignIn;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector user</c>: who may sign in to the page.</summary>
internal static class UserCommand
{
    private static readonly Phrase PasswordFromInput = new("Mật khẩu đọc từ một dòng của đầu vào chuẩn.", "The password is one line of standard input.");

    public static Command Create(Language language) => new("user", DeskHelp.Of(
        new("Ai được đăng nhập vào trang của máy chủ, và với vai trò nào.", "Who may sign in to the collector's page, and in which role."),
        "collector user add nguyen.van.a --role secretary --dev").In(language))
    {
        Add(language), List(language), Role(language), Remove(language), Password(language),
    };

    private static Command Add(Language language)
    {
        var (name, role) = (NameIn(language), RoleOption(language));
        role.Required = true;
        return Verb("add", new($"Thêm một tài khoản. {PasswordFromInput.Vietnamese}", $"Adds an account. {PasswordFromInput.English}"), "collector user add nguyen.van.a --role secretary --dev", language, [name], [role], async (parsed, desk, cancellationToken) =>
            await desk.AddAsync(parsed.GetValue(name)!, parsed.GetValue(role)!, await ReadPasswordAsync(language, cancellationToken), cancellationToken));
    }

    private static Command Role(Language language)
    {
        var (name, role) = (NameIn(language), RoleOption(language));
        role.Required = true;
        return Verb("role", new("Đổi vai trò của một tài khoản.", "Changes an account's role."), "collector user role nguyen.van.a --role auditor --dev", language, [name], [role], (parsed, desk, cancellationToken) =>
            desk.ChangeRoleAsync(parsed.GetValue(name)!, parsed.GetValue(role)!, cancellationToken));
    }

    private static Command Remove(Language language)
    {
        var name = NameIn(language);
        return Verb("remove", new("Xóa một tài khoản.", "Removes an account."), "collector user remove nguyen.van.a --dev", language, [name], [], (parsed, desk, cancellationToken) =>
            desk.RemoveAsync(parsed.GetValue(name)!, cancellationToken));
    }

    private static Command Password(Language language)
    {
        var name = NameIn(language);
        return Verb(
            "password",
            new($"Đặt lại mật khẩu và mở khóa một tài khoản. {PasswordFromInput.Vietnamese}", $"Sets an account's password anew and unlocks it. {PasswordFromInput.English}"),
            "collector user password nguyen.van.a --dev",
            language,
            [name],
            [],
            async (parsed, desk, cancellationToken) => await desk.ChangePasswordAsync(parsed.GetValue(name)!, await ReadPasswordAsync(language, cancellationToken), cancellationToken));
    }

    private static Command List(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("list", DeskHelp.Of(new("Liệt kê các tài khoản.", "Lists the accounts."), "collector user list --dev").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            await SchemaMigrator.RunAsync(database, cancellationToken);
            var accounts = await new AccountStore(database).AllAsync(cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["accounts"] = new JsonArray([.. accounts.Select(ToJson)]) });
                return ExitCode.Done;
            }

            foreach (var account in accounts)
            {
                Console.WriteLine($"{account.Name}: {account.Role}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Verb(
        string verb, Phrase summary, string example, Language language, Argument[] arguments, Option[] options, Func<ParseResult, AccountDesk, CancellationToken, Task> work)
    {
        var common = new CommonOptions(language);
        var command = new Command(verb, DeskHelp.Of(summary, example).In(language));
        foreach (var argument in arguments)
        {
            command.Arguments.Add(argument);
        }

        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            await SchemaMigrator.RunAsync(database, cancellationToken);
            await work(parsed, new(new AccountStore(database), TimeProvider.System), cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print([]);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> NameIn(Language language) => new("NAME") { Description = new Phrase("Tên đăng nhập, ví dụ nguyen.van.a.", "The sign-in name, such as nguyen.van.a.").In(language) };

    private static Option<string> RoleOption(Language language)
    {
        var option = new Option<string>("--role")
        {
            Description = new Phrase(
                "operator: máy và số liệu, không có họ tên; secretary: họ tên và bàn hỗ trợ; auditor: xem tất cả, không thao tác.",
                "operator: terminals and figures, no names; secretary: names and the support desk; auditor: sees everything, changes nothing.").In(language),
            HelpName = "ROLE",
        };
        option.AcceptOnlyFromAmong([.. AccountRoles.All]);
        return option;
    }

    private static async Task<string> ReadPasswordAsync(Language language, CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected)
        {
            await Console.Error.WriteAsync(new Phrase("Mật khẩu: ", "Password: ").In(language));
        }

        return await Console.In.ReadLineAsync(cancellationToken) ?? "";
    }

    private static JsonNode ToJson(Account account) => new JsonObject
    {
        ["name"] = account.Name,
        ["role"] = account.Role,
        ["created"] = account.Created.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["lockedUntil"] = account.LockedUntil?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
    };
}
