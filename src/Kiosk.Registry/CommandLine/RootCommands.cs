using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Files;
using Kiosk.Source.Files;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry root sign</c>: the next root, signed by its holders in turn; needs no other key.</summary>
internal static class RootCommands
{
    private const int MaxRootLength = 4 * 1024 * 1024;

    public static Command Create(Language language) => new("root", DeskHelp.Of(
        new("Riêng root, tách khỏi mọi dữ liệu phát hành bên dưới.", "The root, apart from everything that is published under it."),
        "registry root sign --desk desk --keys /media/safe").In(language)) { CreateSign(language) };

    private static Command CreateSign(Language language)
    {
        var (common, signing) = (new CommonOptions(language), new SigningOptions(language));
        var command = new Command(
            "sign",
            DeskHelp.Of(
                new(
                    $"Ký root kế tiếp theo registry.json hiện tại bằng các khóa root đang có; mã thoát 1 khi còn người giữ khóa phải ký. Hãy mang {RegistryDesk.PendingRootName} đến cho họ. Sau đó chạy registry publish.",
                    $"Signs the next root, as registry.json says now, with the root keys that are at hand; exit 1 while further holders have to sign. Carry {RegistryDesk.PendingRootName} to them. Then: registry publish."),
                "registry root sign --desk desk --keys /media/safe").In(language));
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            using var tree = desk.OpenFeed();
            await PublicationGuard.CheckAsync(desk, tree, cancellationToken);
            return Print(await SignAsync(desk, tree, signing.KeysOf(desk, parsed, signing.PassPhrasesOf(parsed, cancellationToken)), cancellationToken), desk, parsed.GetValue(common.Json), language);
        });
        return command;
    }

    /// <summary>Signs with the available keys and keeps the root until it has enough signatures.</summary>
    internal static async Task<RootStep> SignAsync(RegistryDesk desk, FeedTree tree, KeyRing keys, CancellationToken cancellationToken)
    {
        var pending = Path.Exists(desk.PendingRoot) ? BoundedFile.Read(desk.PendingRoot, MaxRootLength) : null;
        var before = PublishedFeed.Read(tree) is { } last ? keys.SignersOf(last.Root.Content) : null;
        var step = await new RootPublisher(tree, keys.ToSigners(), TimeProvider.System).SignAsync(pending, before, cancellationToken);
        if (step.IsComplete)
        {
            File.Delete(desk.PendingRoot);
            desk.Remember(desk.ReadMark() with { Root = step.Root.Content.Version });
        }
        else
        {
            PrivateFile.Write(desk.PendingRoot, step.Root.Bytes.Span);
        }

        return step;
    }

    internal static int Print(RootStep step, RegistryDesk desk, bool asJson, Language language)
    {
        var path = step.IsComplete ? Path.Combine(desk.Feed, "metadata", RoleName.QuotedFileNameOf(RoleName.Root, step.Root.Content.Version)) : desk.PendingRoot;
        var said = Describe(step, path);
        if (asJson)
        {
            return JsonPrinter.Print(
                new() { ["root"] = step.Root.Content.Version, ["path"] = path, ["isComplete"] = step.IsComplete, ["signatures"] = step.Own.Good, ["needed"] = step.Own.Needed },
                step.IsComplete ? null : said,
                language);
        }

        Console.WriteLine(said.In(language));
        return step.IsComplete ? ExitCode.Done : ExitCode.No;
    }

    private static Phrase Describe(RootStep step, string path)
    {
        var (version, expires) = (step.Root.Content.Version, step.Root.Content.Expires);
        if (step.IsComplete)
        {
            return version == 1
                ? new($"{path} là tệp dùng để thiết lập các máy; có hiệu lực đến {LocalFormat.Day(expires)}.", $"{path} is what terminals are set up with; it is good until {expires:yyyy-MM-dd}.")
                : new(
                    $"{path} đã được áp dụng và có hiệu lực đến {LocalFormat.Day(expires)}; registry publish ký những phần bên dưới.",
                    $"{path} is in force and good until {expires:yyyy-MM-dd}; registry publish signs what stands below it.");
        }

        var former = step.Former is { IsEnough: false } lacking
            ? new Phrase($", và {lacking.Good} trên {lacking.Needed} chữ ký của root trước đó", $", and {lacking.Good} of {lacking.Needed} of the root's before it")
            : Phrase.Untranslated("");
        return new(
            $"root {version} có {step.Own.Good} trên {step.Own.Needed} chữ ký bằng khóa của chính nó{former.Vietnamese}: hãy mang {path} đến bàn của người giữ khóa tiếp theo và chạy registry root sign ở đó.",
            $"Root {version} has {step.Own.Good} of {step.Own.Needed} signatures of its own keys{former.English}: carry {path} to the desk of the next holder and run registry root sign there.");
    }
}
