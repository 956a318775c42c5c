using System.IO.Compression;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Words;

namespace Kiosk.Feed.Publishing;

/// <summary>Writes the files of one set: a snapshot, and a delta from the version published last.</summary>
internal sealed class SetPublisher(FeedTree tree, PublishingRules rules)
{
    /// <param name="published">The files currently offered for this province and class.</param>
    /// <returns>The files to offer from now on, and the report.</returns>
    /// <exception cref="PublishingException">The rows are not a valid set of this class.</exception>
    public SetPublication Publish(ProvinceCode province, SetContent content, IReadOnlyList<PublishedSetFile> published, CancellationToken cancellationToken)
    {
        var last = published.Select(file => file.Target).OfType<SetTarget.Snapshot>().MaxBy(target => target.Result.Version);
        var shape = SetShape.For(content.DataClass, content.Rows.Count, last?.Result.Shape);
        var digest = DigestOf(shape, content, cancellationToken);
        if (last is not null && last.Result.Hash == digest.Hash && last.Result.Epoch == content.Epoch)
        {
            return new(published, Report(last, null, isChanged: false));
        }

        var version = published.Select(file => file.Target.Result.Version).DefaultIfEmpty().Max() + 1;
        var state = new SetState(province, content.DataClass, version, content.Rows.Count, shape.Depth, digest.Hash, content.Epoch);
        var snapshot = Write(state, content, cancellationToken);
        // Under another audience key every row differs.
        var delta = last is null || last.Result.Epoch != content.Epoch ? null : WriteDelta(last, published.First(file => file.Target == last), state, content, cancellationToken);
        var isWorthwhile = delta is not null && rules.Deltas > 0 && delta.Target.Packing.Length < snapshot.Target.Packing.Length;
        return new(
            [snapshot, .. isWorthwhile ? [delta!] : (PublishedSetFile[])[], .. DeltasOf(published).Take(isWorthwhile ? rules.Deltas - 1 : rules.Deltas)],
            Report(snapshot.Target, isWorthwhile ? (SetTarget.Delta)delta!.Target : null, isChanged: true));
    }

    /// <summary>Writes an additional delta to the newest version.</summary>
    /// <param name="from">The snapshot that the delta starts from.</param>
    /// <exception cref="PublishingException">One of the two files is missing from the tree or was modified.</exception>
    public PublishedSetFile WriteDelta(PublishedSetFile from, PublishedSetFile newest, CancellationToken cancellationToken)
    {
        var rows = PublishedRows.Open(tree, newest).Select(row => new SetRow(row.Key.ToArray(), row.Value.ToArray()));
        return WriteDelta(from.Target.Result, newest.Target.Result, SetDifference.Between(PublishedRows.Open(tree, from), rows), cancellationToken);
    }

    private static IEnumerable<PublishedSetFile> DeltasOf(IReadOnlyList<PublishedSetFile> published) =>
        published.Where(file => file.Target is SetTarget.Delta).OrderByDescending(file => file.Target.Result.Version).ThenByDescending(file => ((SetTarget.Delta)file.Target).From);

    private static SetReport Report(SetTarget snapshot, SetTarget.Delta? delta, bool isChanged) => new(
        snapshot.Result.Province.Text,
        snapshot.Result.DataClass.Name(),
        snapshot.Result.Version,
        snapshot.Result.Rows,
        isChanged,
        delta?.Changes,
        snapshot.Packing.Length,
        delta?.Packing.Length);

    private static SetDigest DigestOf(SetShape shape, SetContent content, CancellationToken cancellationToken)
    {
        using var builder = new SetDigestBuilder(shape);
        foreach (var row in content.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(row.Key.Span, row.Value.Span);
        }

        return builder.Build();
    }

    private PublishedSetFile Write(SetState state, SetContent content, CancellationToken cancellationToken) =>
        Write(
            new(state.Province, state.DataClass, state.Version, null, state.Rows),
            content.Rows.Select(row => new SetChange(row.Key, row.Value)),
            packing => new SetTarget.Snapshot(state, packing),
            cancellationToken);

    private PublishedSetFile? WriteDelta(SetTarget.Snapshot last, PublishedSetFile lastFile, SetState state, SetContent content, CancellationToken cancellationToken)
    {
        try
        {
            return WriteDelta(last.Result, state, SetDifference.Between(PublishedRows.Open(tree, lastFile), content.Rows), cancellationToken);
        }
        catch (Exception e) when (e is TargetFormatException or PublishingException)
        {
            // No delta without the last file, but the snapshot is still offered.
            return null;
        }
    }

    private PublishedSetFile WriteDelta(SetState from, SetState to, List<SetChange> changes, CancellationToken cancellationToken) =>
        Write(
            new(to.Province, to.DataClass, to.Version, from.Version, changes.Count),
            changes,
            packing => new SetTarget.Delta(from.Version, from.Hash, changes.Count, to, packing),
            cancellationToken);

    private PublishedSetFile Write(SetHeader header, IEnumerable<SetChange> lines, Func<SetPacking, SetTarget> targetOf, CancellationToken cancellationToken)
    {
        var encoding = header.DataClass.IsSealed() ? SetEncoding.Identity : SetEncoding.Brotli;
        var size = 0L;
        try
        {
            var (length, hashes) = tree.AddTarget(
                stream => size = Write(stream, encoding, header, lines, cancellationToken),
                written => targetOf(new(encoding, size, written)).Path);
            var target = targetOf(new(encoding, size, length));
            return new(target, new(length, hashes, SetTargetJson.Write(target)));
        }
        catch (ArgumentException e)
        {
            throw new PublishingException(new Phrase($"Các dòng {header.DataClass.Name()} của {header.Province} không lập thành tập dữ liệu hợp lệ [{e.Message.Split(" (Parameter")[0]}].", $"The rows of {header.Province} {header.DataClass.Name()} are not a set: {e.Message.Split(" (Parameter")[0]}"), e);
        }
    }

    private static long Write(Stream stream, SetEncoding encoding, SetHeader header, IEnumerable<SetChange> lines, CancellationToken cancellationToken)
    {
        using var packed = encoding is SetEncoding.Brotli ? new BrotliStream(stream, CompressionLevel.Optimal, leaveOpen: true) : null;
        var writer = new SetFileWriter(packed is null ? stream : new BufferedStream(packed, 64 * 1024), header);
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Add(line.Key.Span, line.Value.Span);
        }

        writer.Complete();
        return writer.Length;
    }
}

/// <summary>A set file as listed by the province's role.</summary>
internal sealed record PublishedSetFile(SetTarget Target, TargetFile File);

/// <summary>The files of a set to offer, and the report.</summary>
internal sealed record SetPublication(IReadOnlyList<PublishedSetFile> Files, SetReport Report);
