using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>
/// What a publication says of those whom the desk lets in: the list of terminals, and the wrapped keys to what a province published before. Both follow from the desk alone, so that a
/// terminal is let in, or shut out, without the source folder.
/// </summary>
/// <param name="published">The last publication; null before the first.</param>
/// <param name="keys">The signing keys, to name the one that is missing here.</param>
internal sealed class Admission(RegistryDesk desk, FeedTree tree, PublishedFeed? published, AudienceKeyRing audiences, Func<KeyRing> keys)
{
    private readonly TerminalDesk terminals = new(desk);
    private readonly DeskReaders readers = new(desk);

    /// <summary>The key under which a source folder's province is sealed.</summary>
    /// <inheritdoc cref="KeyOf"/>
    public AudienceKey NewestKeyOf(ProvinceCode province) => KeyOf(province, () => audiences.NewestOf(province));

    /// <summary>Everybody who is let in to a province's data: readers by file, and the enrolled terminals.</summary>
    /// <exception cref="RegistryException">A reader's file cannot be used, or has the id of a terminal.</exception>
    public IReadOnlyList<AudienceReader> ReadersOf(ProvinceCode province)
    {
        var (byFile, enrolled) = (readers.All(), terminals.ReadersOf(province).ToList());
        return byFile.FirstOrDefault(reader => enrolled.Any(terminal => terminal.Id == reader.Id)) is { } twice
            ? throw new RegistryException(new(
                $"{readers.PathOf(twice.Id)}: thiết bị {twice.Id} đã được ghi danh, nên không cần tệp này: hãy bỏ tệp đi.",
                $"{readers.PathOf(twice.Id)}: terminal {twice.Id} is enrolled, which lets it in: take the file away."))
            : [.. byFile, .. enrolled];
    }

    /// <summary>The content with the terminals in it, and with the wrapped keys to what it leaves as it was published.</summary>
    /// <inheritdoc cref="KeyOf"/>
    public IReadOnlyList<ProvinceContent> AddTo(IReadOnlyList<ProvinceContent> content)
    {
        var all = content.ToDictionary(province => province.Code, province => province.Sets.ToList());
        foreach (var province in desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal).Select(ProvinceCode.Parse))
        {
            var isSealedNow = all.TryGetValue(province, out var sets) && sets.Any(set => set.DataClass is DataClass.Audience);
            IReadOnlyList<SetContent> added = [.. TerminalsOf(province), .. Authorities(), .. isSealedNow ? PointsTakenAway(province, sets!) : WrappedKeysOf(province)];
            if (added.Count > 0)
            {
                all[province] = [.. sets ?? [], .. added];
            }
        }

        return [.. all.Select(province => new ProvinceContent(province.Key, province.Value))];
    }

    /// <summary>Keys of a new epoch that nothing is sealed under yet, because that takes the source folder.</summary>
    public IReadOnlyList<Phrase> Waiting() =>
    [
        .. desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal).Select(ProvinceCode.Parse).Where(province => published is not null && audiences.NewestEpochOf(province) > audiences.PublishedEpochOf(province)).Select(province => new Phrase(
            $"khóa niêm phong mới của tỉnh {province} (số {audiences.NewestEpochOf(province)}) chưa được dùng: dữ liệu đã phát hành vẫn mở được bằng khóa cũ. Hãy chạy registry publish --from THƯ-MỤC.",
            $"the new key of {province} (epoch {audiences.NewestEpochOf(province)}) is not in use yet: what is published still opens with the old one. Run registry publish --from DIR.")),
    ];

    /// <summary>Terminals that did not renew their certificates in time: collectors refuse them, and only a revocation shuts them out of what is published.</summary>
    public IEnumerable<Phrase> Expired(DateTimeOffset now) => terminals.Register.All()
        .Select(terminal => (terminal.Id, Until: terminal.Current is { } current ? TerminalCertificate.Parse(current.SigningCertificate).NotAfter : DateTimeOffset.MaxValue))
        .Where(terminal => terminal.Until <= now)
        .Select(terminal => new Phrase(
            $"chứng thư số của thiết bị {terminal.Id} đã hết hạn ngày {terminal.Until:dd/MM/yyyy} mà dữ liệu vẫn được phát hành cho thiết bị: hãy gia hạn (kiosk enrol --request trên thiết bị), hoặc thu hồi bằng registry terminal revoke {terminal.Id}.",
            $"the certificates of terminal {terminal.Id} expired on {terminal.Until:yyyy-MM-dd}, and it is still let in to the data: have it renew them (kiosk enrol --request there), or revoke it with registry terminal revoke {terminal.Id}."));

    private IEnumerable<SetContent> TerminalsOf(ProvinceCode province) =>
        terminals.Register.RecordsOf(province) is { Count: > 0 } records ? [new(DataClass.Terminals, TerminalRows.Of(records))] : [];

    /// <summary>The same in each province, so that whoever reads one of them knows who may sign terminals.</summary>
    private IEnumerable<SetContent> Authorities() => terminals.Authorities.All() is { Count: > 0 } records ? [new(DataClass.Authorities, AuthorityRows.Of(records))] : [];

    /// <summary>An empty set in place of points that the source folder has no longer: else their rules would stay in force.</summary>
    private IEnumerable<SetContent> PointsTakenAway(ProvinceCode province, IReadOnlyList<SetContent> sets) =>
        published?.NewestOf(province, DataClass.Points) is { Rows: > 0 } && sets.All(set => set.DataClass is not DataClass.Points)
            ? [new(DataClass.Points, [], sets.First(set => set.DataClass is DataClass.Audience).Epoch)]
            : [];

    /// <summary>None where nothing changed, or where neither register nor readers are kept, so that a nightly renewal elsewhere needs no audience key.</summary>
    private IEnumerable<SetContent> WrappedKeysOf(ProvinceCode province)
    {
        if (published?.NewestOf(province, DataClass.Audience) is not { } before || !(terminals.HasRegister || readers.Exist))
        {
            return [];
        }

        var admitted = ReadersOf(province);
        return audiences.IsOpen(province, before.Epoch) || HasChanged(province, admitted)
            ? [ProvinceSealing.Audience(KeyOf(province, () => audiences.Of(province, before.Epoch)), admitted)]
            : [];
    }

    private bool HasChanged(ProvinceCode province, IReadOnlyList<AudienceReader> admitted)
    {
        var wrapped = published!.RowsOf(tree, province, DataClass.Audience).Select(row => Convert.ToHexString(row.Key.Span));
        var listed = published.RowsOf(tree, province, DataClass.Terminals).Select(row => Convert.ToHexString(row.Value.Span));
        return !wrapped.ToHashSet(StringComparer.Ordinal).SetEquals(admitted.Select(reader => Convert.ToHexString(AudienceWrap.KeyOf(reader.Id))))
            || !listed.SequenceEqual(TerminalsOf(province).SelectMany(set => set.Rows).Select(row => Convert.ToHexString(row.Value.Span)));
    }

    /// <exception cref="RegistryException">The key is missing. Where the province's signing key is not here either, that one is named: nothing was lost, and the publication belongs where the keys are.</exception>
    private AudienceKey KeyOf(ProvinceCode province, Func<AudienceKey> find)
    {
        try
        {
            return find();
        }
        catch (RegistryException e)
        {
            throw keys().AbsenceFor(province) is { } absence ? new RegistryException(absence, e) : e;
        }
    }
}
