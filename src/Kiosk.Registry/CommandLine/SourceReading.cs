using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Judging;
using Kiosk.Registry.Sources;
using Kiosk.Source.Problems;
using Kiosk.Verification.Crls;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary>Reads a source folder and finds everything that is wrong with it, as publishing and <c>--check</c> do alike.</summary>
internal static class SourceReading
{
    /// <param name="desk">Null where there is none: then only the folder is looked at.</param>
    public static SourceContent Read(SourceProblems problems, RegistryDesk? desk, JudgingRules judging, SourceKeys keys, IProgress<Phrase>? progress, CancellationToken cancellationToken)
    {
        var content = new SourceFolder(problems, judging, keys, progress).Read(cancellationToken);
        // Of a folder that is no source folder there is nothing to compare.
        if (desk is not null && content.Feed.National.Count > 0)
        {
            CompareProvinces(content, desk, problems);
            WarnWithoutInvitationKey(content, desk, problems);
        }

        return content;
    }

    /// <summary>What a folder is judged against: the lists that this desk published last.</summary>
    /// <param name="tree">The desk's feed; null without a desk.</param>
    public static JudgingRules RulesOf(RegistryDesk? desk, FeedTree? tree, bool acceptsUnusable)
    {
        var lists = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (tree is not null && PublishedFeed.Read(tree) is { Targets: { } targets } published)
        {
            foreach (var path in targets.Content.Targets.Keys.Where(path => path.StartsWith(TargetPaths.Crls, StringComparison.Ordinal)))
            {
                lists[path] = published.ReadNational(tree, path, CrlParser.MaxLength)!;
            }
        }

        return new(TimeProvider.System.GetUtcNow(), lists, desk?.VerifiedPath, acceptsUnusable);
    }

    // The doors turn away what nobody can sign: whoever has a card comes by it.
    private static void WarnWithoutInvitationKey(SourceContent content, RegistryDesk desk, SourceProblems problems)
    {
        foreach (var (province, meeting) in new InvitationDesk(desk).HasKey ? [] : content.Unsigned)
        {
            problems.Warn(Path.Combine(problems.Folder, "provinces", province.Text, "meetings", meeting + ".roster.csv"), null, new(
                "có người được mời bằng giấy mời, mà bàn phát hành chưa có khóa ký giấy mời, nên các cửa chưa nhận giấy mời: hãy chạy registry invitations key rồi phát hành lại.", "somebody is to come by invitation, and the desk has no key that signs them yet, so that doors take none: registry invitations key makes it; then publish again."));
        }
    }

    private static void CompareProvinces(SourceContent content, RegistryDesk desk, SourceProblems problems)
    {
        var present = content.Feed.Provinces.Select(province => province.Code.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var code in present.Where(code => !desk.Settings.Provinces.ContainsKey(code)).Order(StringComparer.Ordinal))
        {
            var named = string.Join(", ", desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal));
            problems.Error($"provinces/{code}", null, new(
                $"Chưa có ai ký cho tỉnh {code}: {RegistryDesk.SettingsName} nêu {(named.Length == 0 ? "không tỉnh nào" : named)}; hãy thêm bằng registry init --desk {desk.Folder} --province {code}",
                $"Nobody signs for the province {code}: {RegistryDesk.SettingsName} names {(named.Length == 0 ? "no province" : named)}; registry init --desk {desk.Folder} --province {code} adds it."));
        }

        foreach (var code in desk.Settings.Provinces.Keys.Where(code => content.KnowsProvinces && !present.Contains(code)).Order(StringComparer.Ordinal))
        {
            problems.Warn($"provinces/{code}", null, new("không có thư mục này: dữ liệu đã phát hành gần nhất của tỉnh vẫn có hiệu lực.", "there is no such folder: what was published of the province last stays in force."));
        }
    }
}
