using System.CommandLine;
using System.Text.Json.Nodes;
using Kiosk.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Samples;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry init</c>: a desk with keys, and root version 1.</summary>
internal static class InitCommand
{
    public static Command Create(Language language)
    {
        var (common, signing, making) = (new CommonOptions(language), new SigningOptions(language), new NewKeyOptions(language));
        var provinces = new Option<string[]>("--province") { Description = new Phrase("Tỉnh được cấp vai trò và khóa riêng; có thể lặp lại. Nếu bàn phát hành đã có thì tỉnh được thêm vào.", "A province that gets its own role and key; may be repeated. On an existing desk it is added.").In(language), HelpName = "CODE", AllowMultipleArgumentsPerToken = true };
        var sample = new Option<string?>("--sample") { Description = new Phrase("Ghi một cơ quan giả lập nhỏ để dùng thử, không tạo bàn phát hành: DIR/source (cho publish --from), DIR/cards (thẻ ảo của các đảng viên), DIR/keys-SAMPLE-ONLY và DIR/README.md.", "Writes a small made-up authority to try things out with, and creates no desk: DIR/source (for publish --from), DIR/cards (its members' virtual cards), DIR/keys-SAMPLE-ONLY and DIR/README.md.").In(language), HelpName = "DIR" };
        var feed = new Option<string>("--feed") { Description = new Phrase("Thư mục cung cấp cho các máy, tính từ thư mục của bàn phát hành.", "The folder to be served, relative to the desk's folder.").In(language), HelpName = "DIR", DefaultValueFactory = _ => "feed" };
        var command = new Command(
            "init",
            DeskHelp.Of(
                new(
                    "Nếu chưa có thì tạo registry.json với mỗi vai trò một khóa mới, cùng root đầu tiên; nếu bàn phát hành đã có thì thêm tỉnh. Để dùng khóa khác, hãy viết registry.json trước.",
                    "Creates registry.json with one new key per role if there is none, and the first root; on an existing desk, adds provinces. To use other keys, write registry.json first."),
                "registry init --desk desk --province 01 --encrypt --root-keys /media/safe").In(language))
        {
            provinces,
            feed,
            sample,
        };
        common.AddTo(command);
        making.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(sample) is { } made)
            {
                return WriteSample(made, parsed.GetValue(common.Json), language);
            }

            var passPhrases = signing.PassPhrasesOf(parsed, cancellationToken);
            var (desk, added) = DeskOf(parsed.GetValue(common.Desk)!, parsed.GetValue(feed)!, Codes(parsed.GetValue(provinces) ?? []), () => making.Of(parsed, passPhrases));
            using var tree = desk.OpenFeed();
            return await desk.ChangeAsync(
                tree,
                async () =>
                {
                    if (PublishedFeed.Read(tree) is null)
                    {
                        return RootCommands.Print(await RootCommands.SignAsync(desk, tree, signing.KeysOf(desk, parsed, passPhrases), cancellationToken), desk, parsed.GetValue(common.Json), language);
                    }

                    return added.Count > 0
                        ? PrintAdded(added, parsed.GetValue(common.Json), language)
                        : throw new RegistryException(new(
                            $"{desk.Feed} đã có nguồn dữ liệu: registry publish phát hành tiếp, registry rotate đổi khóa, --province thêm một tỉnh chưa có khóa.",
                            $"{desk.Feed} holds a feed already: registry publish goes on with it, registry rotate changes its keys, --province adds a province that has no key yet."));
                });
        });
        return command;
    }

    /// <summary>Creates a desk, or opens the existing one and adds provinces without a key.</summary>
    private static (RegistryDesk Desk, IReadOnlyList<ProvinceCode> Added) DeskOf(string folder, string feed, List<ProvinceCode> provinces, Func<NewKeys> keys)
    {
        if (!RegistryDesk.IsAt(folder))
        {
            return provinces.Count > 0
                ? (RegistryDesk.Create(folder, feed, provinces, keys()), [])
                : throw new RegistryException(
                    new(
                        $"Chưa nêu tỉnh nào, mà bàn phát hành là cho các tỉnh: ví dụ registry init --desk {folder} --province 01; để dùng thử: registry init --sample DIR.",
                        $"No province is named, and a desk publishes for provinces: say, for example, registry init --desk {folder} --province 01; to try things out, registry init --sample DIR."));
        }

        var desk = RegistryDesk.Open(folder);
        var added = desk.WithoutKey(provinces);
        if (added.Count > 0)
        {
            desk.AddProvinces(added, keys());
        }

        return desk.Settings.Provinces.Count > 0
            ? (desk, added)
            : throw new RegistryException(NoProvince(folder));
    }

    private static int PrintAdded(IReadOnlyList<ProvinceCode> added, bool asJson, Language language)
    {
        if (asJson)
        {
            JsonPrinter.Print(new() { ["added"] = new JsonArray([.. added.Select(code => JsonValue.Create(code.Text))]) });
        }
        else
        {
            var names = string.Join(", ", added);
            Console.WriteLine(new Phrase(
                $"{RegistryDesk.SettingsName} đã ghi {names}, mỗi tỉnh một khóa mới; lần chạy registry publish --from tiếp theo sẽ áp dụng.",
                $"{RegistryDesk.SettingsName} names {names} now, with a new key each; the next registry publish --from puts that in force.").In(language));
        }

        return ExitCode.Done;
    }

    private static int WriteSample(string folder, bool asJson, Language language)
    {
        new SampleFolder(folder, TimeProvider.System.GetUtcNow()).Write();
        var path = Path.GetFullPath(folder);
        if (asJson)
        {
            JsonPrinter.Print(new() { ["sample"] = path, ["source"] = Path.Combine(path, "source") });
        }
        else
        {
            Console.WriteLine(new Phrase(
                $"{path} chứa dữ liệu mẫu, tất cả đều giả lập; README.md ở đó hướng dẫn cách phát hành {Path.Combine(path, "source")} và thử các thẻ.",
                $"{path} holds a sample, all of it invented; README.md there says how to publish {Path.Combine(path, "source")} and try its cards.").In(language));
        }

        return ExitCode.Done;
    }

    private static List<ProvinceCode> Codes(IEnumerable<string> texts) =>
        [.. texts.Select(text => ProvinceCode.TryParse(text, out var code) ? code : throw new RegistryException(NoCode(text)))];

    internal static Phrase NoCode(string text) => new(
        $"\"{text}\" không phải mã tỉnh: mã gồm 1 đến {ProvinceCode.MaxLength} chữ thường không dấu, chữ số và dấu gạch nối.",
        $"\"{text}\" is not a province's code: 1 to {ProvinceCode.MaxLength} lower-case letters, digits and hyphens.");

    private static Phrase NoProvince(string folder) => new(
        $"{Path.Combine(folder, RegistryDesk.SettingsName)} không nêu tỉnh nào: hãy thêm một tỉnh, ví dụ registry init --desk {folder} --province 01.",
        $"{Path.Combine(folder, RegistryDesk.SettingsName)} names no province: registry init --desk {folder} --province 01, for example, adds one.");
}
