using System.CommandLine;
using System.Text.Json.Nodes;
using Kiosk.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry rotate</c>: new keys, by a root that the old ones sign too.</summary>
internal static class RotateCommand
{
    public static Command Create(Language language)
    {
        var (common, signing, making) = (new CommonOptions(language), new SigningOptions(language), new NewKeyOptions(language));
        var roles = new Argument<string[]>("ROLE") { Description = new Phrase("root, timestamp, snapshot, targets hoặc province-CODE: vai trò được đổi khóa. Nếu không nêu: áp dụng những gì registry.json đang ghi.", "root, timestamp, snapshot, targets or province-CODE: gets a new key. If none is given, applies registry.json as it is.").In(language), Arity = ArgumentArity.ZeroOrMore };
        var audience = new Option<string?>("--audience") { Description = new Phrase("Tạo khóa mới để niêm phong dữ liệu của tỉnh, ví dụ sau khi một máy bị mất trộm: lần phát hành kế tiếp (publish --from) niêm phong lại toàn bộ, và chỉ những máy còn được cấp quyền mới đọc được.", "A new key to seal the province's data with, such as after a theft: the next publication (publish --from) seals everything anew, and only terminals that are still let in can read it.").In(language), HelpName = "CODE" };
        var command = new Command("rotate", DeskHelp.Of(
            new("Áp dụng khóa mới bằng root kế tiếp, được các khóa root cũ cùng ký, rồi ký lại tất cả bằng khóa mới.", "Puts new keys in force with the next root, which the old root keys sign too, and signs everything with them."),
            "registry rotate timestamp --desk desk").In(language)) { roles, audience };
        command.Validators.Add(result =>
        {
            if (result.GetValue(audience) is not null && result.GetValue(roles) is { Length: > 0 })
            {
                result.AddError(new Phrase("--audience đổi khóa niêm phong của một tỉnh, không đổi khóa ký: hãy bỏ tên vai trò.", "--audience changes what a province's data is sealed with, not a signing key: leave the role away.").In(language));
            }
        });
        common.AddTo(command);
        signing.AddTo(command);
        making.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            var passPhrases = signing.PassPhrasesOf(parsed, cancellationToken);
            if (parsed.GetValue(audience) is { } province)
            {
                return BeginEpoch(desk, province, passPhrases, parsed.GetValue(common.Json), language);
            }

            var newKeys = parsed.GetValue(roles) is { Length: > 0 } ? making.Of(parsed, passPhrases) : new NewKeys();
            return await Publication.RunAsync(
                desk,
                parsed.GetValue(common.Json),
                language,
                tree => desk.ChangeAsync(tree, () => RotateAsync(desk, tree, parsed.GetValue(roles) ?? [], newKeys, () => signing.KeysOf(desk, parsed, passPhrases), cancellationToken)),
                cancellationToken);
        });
        return command;
    }

    private static int BeginEpoch(RegistryDesk desk, string province, PassPhrases passPhrases, bool asJson, Language language)
    {
        if (!ProvinceCode.TryParse(province, out var code) || !desk.SignsFor(code))
        {
            throw new RegistryException(new(
                $"{RegistryDesk.SettingsName} không có tỉnh \"{province}\": --audience nêu một trong {string.Join(", ", desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal))}.",
                $"{RegistryDesk.SettingsName} knows no province \"{province}\": --audience names one of {string.Join(", ", desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal))}."));
        }

        using var tree = desk.OpenFeed();
        using var audiences = new AudienceKeyRing(desk, passPhrases, PublishedFeed.Read(tree));
        var key = audiences.Begin(code);
        if (asJson)
        {
            JsonPrinter.Print(new JsonObject { ["province"] = code.Text, ["epoch"] = key.Epoch });
        }
        else
        {
            Console.WriteLine(new Phrase(
                $"Dữ liệu của tỉnh {code} có khóa niêm phong mới, số {key.Epoch}; khóa được dùng từ lần phát hành kế tiếp: registry publish --desk {desk.Folder} --from THƯ-MỤC. Hãy thu hồi máy bị mất trước khi phát hành.",
                $"The data of {code} has a new key, epoch {key.Epoch}; it is used from the next publication on: registry publish --desk {desk.Folder} --from DIR. Revoke the stolen terminal before that.").In(language));
        }

        return ExitCode.Done;
    }

    private static async Task<PublishingReport> RotateAsync(RegistryDesk desk, FeedTree tree, string[] roles, NewKeys newKeys, Func<KeyRing> keysOf, CancellationToken cancellationToken)
    {
        var last = PublishedFeed.Read(tree) ?? throw new RegistryException(RegistryDesk.NoFeed(desk.Feed));
        foreach (var role in roles)
        {
            desk.Renew(role, newKeys);
        }

        var keys = keysOf();
        var (signers, before) = (keys.ToSigners(), keys.SignersOf(last.Root.Content));

        // Saved first: if the rotation is cut off, publish says so and rotate without a role completes it.
        desk.Save();
        try
        {
            return await new FeedPublisher(tree, signers, desk.Rules, TimeProvider.System).RotateAsync(before, cancellationToken);
        }
        catch (PublishingException e) when (roles.Length > 0 && (NeedsOthers(signers.Root) || NeedsOthers(before)))
        {
            // Several holders sign it one after the other, which is what the new keys wait for.
            desk.Keep();
            throw new RegistryException(
                new(
                    $"{e.Sentence.Vietnamese} {RegistryDesk.SettingsName} đã ghi các khóa mới: mỗi người giữ khóa root hãy chạy registry root sign, sau đó chạy registry publish.",
                    $"{e.Message} {RegistryDesk.SettingsName} names the new keys: each holder of a root key runs registry root sign now, then registry publish."),
                e);
        }
    }

    private static bool NeedsOthers(SigningRole role) => role.Threshold > 1 && role.Signers.Count(signer => signer.IsAtHand) < role.Threshold;
}
