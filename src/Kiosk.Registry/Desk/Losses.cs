using System.Text.Json;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Sources;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>
/// Finds what a publication would remove from terminals, so that a misspelt name or a filter left on in a spreadsheet deletes nothing unnoticed. Meetings that are over or
/// cancelled, and procedures that have ended, are removed without notice, as are the records of cards that were handed in.
/// </summary>
internal sealed class Losses(FeedTree tree, PublishedFeed published, SourceContent source, AudienceKeyRing audiences, DateTimeOffset now)
{
    private const int MaxCatalogueLength = 4 * 1024 * 1024;

    // Whom the desk lets in is said by its own verbs.
    private static readonly DataClass[] FromSource = [DataClass.Members, DataClass.Meetings, DataClass.Rosters, DataClass.Points];

    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    private readonly FeedContent content = source.Feed;
    private readonly List<Phrase> sentences = [];

    /// <returns>One sentence for each set that would lose more than a tenth; empty if none.</returns>
    public static IReadOnlyList<Phrase> Find(FeedTree tree, PublishedFeed published, SourceContent source, AudienceKeyRing audiences, DateTimeOffset now)
    {
        var losses = new Losses(tree, published, source, audiences, now);
        losses.AddNational();
        losses.AddProvinces();
        return losses.sentences;
    }

    private void AddNational()
    {
        foreach (var (folder, what) in ((string, string)[])[(TargetPaths.Anchors, "anchors"), (TargetPaths.Issuers, "issuers"), (TargetPaths.Crls, "crls")])
        {
            var before = PublishedPaths(folder);
            Add(what, before.Where(path => !Remains(path)).Select(path => path[folder.Length..]).ToList(), before.Count);
        }

        var (ended, codes) = (DateOnly.FromDateTime(now.ToOffset(Vietnam).Date), CodesOf(content.National.GetValueOrDefault(TargetPaths.Procedures)));
        var procedures = CatalogueOf(published.ReadNational(tree, TargetPaths.Procedures, MaxCatalogueLength)).Where(procedure => !procedure.HasEndedBy(ended)).ToList();
        Add("procedures.json", procedures.Where(procedure => !codes.Contains(procedure.Code)).Select(procedure => procedure.Code).ToList(), procedures.Count);
    }

    private List<string> PublishedPaths(string folder) =>
        published.Targets?.Content.Targets.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList() ?? [];

    /// <summary>Whether a file of this name still exists, or the same content under another name.</summary>
    private bool Remains(string path) => content.National.ContainsKey(path)
        || content.National.Any(file => published.Targets!.Content.Targets[path].Hashes.Match(file.Value.Span));

    private void AddProvinces()
    {
        foreach (var province in published.Sets().Select(set => set.Result.Province).Distinct())
        {
            if (content.Provinces.FirstOrDefault(one => one.Code == province) is { } now)
            {
                AddSets(now);
            }
            else if (published.SetsOf(province).OfType<SetTarget.Snapshot>().Any(set => set.Result.Rows > 0 && FromSource.Contains(set.Result.DataClass)))
            {
                sentences.Add(new($"provinces/{province}: không có thư mục này, và dữ liệu đã phát hành của tỉnh sẽ giữ nguyên: hãy đặt lại thư mục, hoặc dùng --shrink để tiếp tục mà không có tỉnh này.", $"provinces/{province}: the folder is missing, and what was published of it would stay as it was: put it back, or say --shrink to go on without it."));
            }
        }
    }

    private void AddSets(ProvinceContent province)
    {
        var over = MeetingsOver(province.Code);
        var ended = EndedMembers(province.Code);
        foreach (var dataClass in source.Rows.ContainsKey(province.Code) ? FromSource : [])
        {
            if (published.NewestOf(province.Code, dataClass) is { Rows: > 0 } before)
            {
                var (removed, total) = CountRemoved(KeysNow(province, dataClass, before.Epoch), published.RowsOf(tree, province.Code, dataClass).Where(row => !over.Contains(Convert.ToHexString(dataClass.MeetingOf(row.Key.Span))) && !(dataClass is DataClass.Members && ended.Contains(Convert.ToHexString(row.Key.Span)))));
                Add($"{province.Code} {dataClass.Name()}", removed, total, names: null);
            }
        }
    }

    /// <summary>The row keys of the new content as they would be under the key of the published set.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> KeysNow(ProvinceContent province, DataClass dataClass, int epoch) =>
        province.Sets.FirstOrDefault(set => set.DataClass == dataClass) is { } set && set.Epoch == epoch
            ? set.Rows.Select(row => row.Key)
            : source.Rows[province.Code].KeysUnder(audiences.Of(province.Code, epoch), dataClass).Select(key => new ReadOnlyMemory<byte>(key));

    /// <summary>The row keys of members' records whose card ended, in hexadecimal.</summary>
    private HashSet<string> EndedMembers(ProvinceCode province) =>
        published.NewestOf(province, DataClass.Members) is { } set && source.Rows.TryGetValue(province, out var rows) && rows.Ended.Count > 0
            ? [.. rows.Ended.Select(audiences.Of(province, set.Epoch).MemberKey).Select(Convert.ToHexString)]
            : [];

    /// <summary>The row keys of meetings that are over or were cancelled, in hexadecimal.</summary>
    private HashSet<string> MeetingsOver(ProvinceCode province)
    {
        var over = new HashSet<string>(StringComparer.Ordinal);
        if (published.NewestOf(province, DataClass.Meetings) is not { Rows: > 0 } set)
        {
            return over;
        }

        using var cipher = audiences.Of(province, set.Epoch).MeetingCipher();
        foreach (var row in published.RowsOf(tree, province, DataClass.Meetings))
        {
            if (JsonSerializer.Deserialize(cipher.Open(row.Key.Span, row.Value.Span), RecordJson.Meeting) is { } meeting
                && (meeting.Sessions.All(session => session.Closes < now) || source.Withdrawn.Contains(new(province, meeting.Id))))
            {
                over.Add(Convert.ToHexString(row.Key.Span));
            }
        }

        return over;
    }

    /// <summary>Walks both in key order.</summary>
    private static (int Removed, int Total) CountRemoved(IEnumerable<ReadOnlyMemory<byte>> now, IEnumerable<SetRow> before)
    {
        var (removed, total) = (0, 0);
        using var after = now.GetEnumerator();
        var hasAfter = after.MoveNext();
        foreach (var row in before)
        {
            while (hasAfter && after.Current.Span.SequenceCompareTo(row.Key.Span) < 0)
            {
                hasAfter = after.MoveNext();
            }

            total++;
            removed += hasAfter && after.Current.Span.SequenceEqual(row.Key.Span) ? 0 : 1;
        }

        return (removed, total);
    }

    private void Add(string what, List<string> removed, int total) => Add(what, removed.Count, total, string.Join(", ", removed.Take(5)) + (removed.Count > 5 ? ", …" : ""));

    private void Add(string what, int removed, int total, string? names)
    {
        if (removed * 10L > total)
        {
            sentences.Add(new($"{what}: {removed} trong số {total} mục mà các máy đang có sẽ mất{(names is null ? "" : $" ({names})")}, hơn một phần mười: hãy đặt lại, hoặc dùng --shrink nếu đúng là muốn vậy.", $"{what}: {removed} of {total} that terminals have would go{(names is null ? "" : $" ({names})")}, more than a tenth: put them back, or say --shrink if that is meant."));
        }
    }

    private static HashSet<string> CodesOf(ReadOnlyMemory<byte> json) => CatalogueOf(json.IsEmpty ? null : json.ToArray()).Select(procedure => procedure.Code).ToHashSet(StringComparer.Ordinal);

    private static IReadOnlyList<Procedure> CatalogueOf(byte[]? json) => json is null ? [] : JsonSerializer.Deserialize(json, RecordJson.Procedures)?.Procedures ?? [];
}

/// <summary>A publication would remove more than was confirmed. Nothing was published.</summary>
internal sealed class ShrinkException(IReadOnlyList<Phrase> sentences)
    : SentenceException(new(string.Join(" ", sentences.Select(one => one.Vietnamese)), string.Join(" ", sentences.Select(one => one.English))))
{
    /// <summary>One per set.</summary>
    public IReadOnlyList<Phrase> Sentences => sentences;
}
