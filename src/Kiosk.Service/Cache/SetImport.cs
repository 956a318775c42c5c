using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;
using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>Brings one set to its next state. Few changes are written as rows that hide the old ones; many, or a snapshot, as a whole new table.</summary>
internal sealed class SetImport
{
    /// <summary>Changed rows stay few beside the table they hide: a scan of the table reads them all first.</summary>
    private const int RowsPerChange = 8;

    /// <summary>In bytes. A delta is short: the collector of memory treats a buffer of this length as it does any other.</summary>
    private const int DeltaBufferLength = 64 * 1024;
    private const int SnapshotBufferLength = 256 * 1024;

    /// <summary>A look-up asks each file in turn.</summary>
    private const int MaxChain = 8;

    private readonly SetChangeFiles change;
    private readonly AudienceKey? audience;
    private readonly CacheGeneration? previous;
    private readonly bool isWhole;
    private readonly bool isFolded;

    private SetImport(SetChangeFiles change, AudienceKey? audience, CacheGeneration? previous, bool isWhole, bool isFolded)
    {
        (this.change, this.audience, this.previous, this.isWhole, this.isFolded) = (change, audience, previous, isWhole, isFolded);
        Result = CachedSet.Of(change.Result);
    }

    /// <summary>What the set is once it was written.</summary>
    public CachedSet Result { get; }

    /// <summary>Decides how the set is written and says so in the layout.</summary>
    /// <param name="audience">The key to the province's rows; null for a class that is not opened.</param>
    /// <exception cref="SetRefusedException">The deltas begin at a set that is not held.</exception>
    public static SetImport Plan(SetChangeFiles change, AudienceKey? audience, CacheGeneration? previous, GenerationLayout layout)
    {
        var set = CachedSet.Of(change.Result);
        var held = previous?.Header.Sets.FirstOrDefault(one => one.Table == set.Table);
        if (!change.BeginsAnew && (change.Steps[0].Target is not SetTarget.Delta first || held?.Hash != first.FromHash.ToString()))
        {
            throw new SetRefusedException(change, "the delta begins at a set that is not held.");
        }

        var import = change.BeginsAnew || held is null || previous is null || held.Shape != change.Result.Shape || !change.Result.DataClass.IsLarge()
            ? new SetImport(change, audience, previous, isWhole: true, isFolded: false)
            : Layered(change, audience, previous, held);
        switch (import)
        {
            case { isWhole: true }:
                layout.Own(set.Table, set.DigestTable);
                break;
            case { isFolded: true }:
                layout.Fold(set.Table);
                layout.Fold(set.DigestTable);
                break;
            default:
                layout.Over(set.Table);
                layout.Over(set.DigestTable);
                break;
        }

        return import;
    }

    /// <exception cref="SetRefusedException">
    /// A file is not what its description says, a record breaks a rule, the hash of the whole set is not the signed one, or what is held of it cannot be read.
    /// </exception>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void Write(GenerationWriter writer, RowProgress progress, CancellationToken cancellationToken)
    {
        var files = new List<FileStream>();
        try
        {
            if (isWhole)
            {
                WriteWhole(writer, files, progress, cancellationToken);
            }
            else
            {
                WriteChanges(writer, files, progress, cancellationToken);
            }
        }
        catch (Exception e) when (e is TargetFormatException or RecordException or JsonException or CacheException { Fault: CacheFault.Damaged })
        {
            throw new SetRefusedException(change, e is JsonException mistake ? $"a row is not what it should be: {JsonMistake.Shape(mistake)}" : e.Message, e);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileStream OpenFile(SetStep step) => RegularFile.OpenStream(step.Path, step.Target is SetTarget.Delta ? DeltaBufferLength : SnapshotBufferLength);

    private static SetImport Layered(SetChangeFiles change, AudienceKey? audience, CacheGeneration previous, CachedSet held)
    {
        var chain = previous.Header.Tables[held.Table].Count;
        var changes = change.Steps.Sum(step => (long)step.Target.Header.Count);
        return new(change, audience, previous, isWhole: (changes + HiddenRows(previous, held)) * RowsPerChange > held.Rows, isFolded: chain >= MaxChain);
    }

    private void WriteWhole(GenerationWriter writer, List<FileStream> files, RowProgress progress, CancellationToken cancellationToken)
    {
        IEnumerable<SetRow> rows = change.BeginsAnew ? Open(change.Steps[0], files).Rows() : Held();
        foreach (var step in change.Steps.Skip(change.BeginsAnew ? 1 : 0))
        {
            rows = SetUpdate.Merge(rows, Open(step, files).Changes());
        }

        using var digest = new SetDigestBuilder(change.Result.Shape);
        using var rules = change.Result.DataClass.NewRules(audience);
        var count = 0;
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rules.Check(row.Key.Span, row.Value.Span);
            writer.Put(Result.Table, row.Key.Span, row.Value.Span);
            digest.Add(row.Key.Span, row.Value.Span);
            progress.Count();
            count++;
        }

        rules.Complete();
        var digests = digest.Build();
        Compare(digests.Hash, count);
        SetDigests.Write(writer, Result, digests);
    }

    private void WriteChanges(GenerationWriter writer, List<FileStream> files, RowProgress progress, CancellationToken cancellationToken)
    {
        var held = previous!.Header.Sets.First(set => set.Table == Result.Table);
        var (count, patch) = (held.Rows, new SetDigestPatch());
        var changes = new SetOverlay(previous.File, held.Table, HiddenRows(previous, held));
        using var rules = change.Result.DataClass.NewRules(audience);
        foreach (var step in change.Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<SetChange> delta = [.. Open(step, files).Changes().Select(Copy)];
            var update = SetUpdate.Apply(change.Result.Shape, delta, changes.Show);
            patch.Add(update.Changed);
            count += update.Growth;
            changes.Add(delta);
        }

        var patches = SetDigests.ReadPatches(previous, held);
        Compare(previous, held, patches, patch, count, changes);
        foreach (var (key, value) in isFolded ? changes.AboveTheLastFile() : changes.Changes.All)
        {
            if (value.IsEmpty)
            {
                writer.PutRemoval(Result.Table, key.Span);
            }
            else
            {
                rules.Check(key.Span, value.Span);
                writer.Put(Result.Table, key.Span, value.Span);
            }

            progress.Count();
        }

        if (isFolded)
        {
            patches.Add(patch);
        }

        SetDigests.WritePatch(writer, Result, isFolded ? patches : patch);
    }

    private void Compare(CacheGeneration generation, CachedSet held, SetDigestPatch earlier, SetDigestPatch patch, int count, SetOverlay rows)
    {
        try
        {
            Compare(SetDigests.Complete(generation, held, earlier, patch), count);
        }
        catch (SetRefusedException)
        {
            // A damaged row is said to be that.
            rows.Check(patch.BucketsOf(held.Shape).Select(held.Shape.KeysOf));
            SetDigests.Check(generation, held);
            throw;
        }
    }

    private void Compare(SetHash hash, int rows)
    {
        if (hash != change.Result.Hash || rows != change.Result.Rows)
        {
            throw new SetRefusedException(change, $"their files lead to {rows} rows and to another content than the {change.Result.Rows} rows that the desk signed.");
        }
    }

    private static int HiddenRows(CacheGeneration generation, CachedSet held) => generation.Header.Tables[held.Table].SkipLast(1).Sum(layer => layer.Rows);

    private IEnumerable<SetRow> Held() => previous!.File.Scan(Result.Table).Select(row => new SetRow(row.Key, row.Value));

    private static SetChange Copy(SetChange change)
    {
        ReadOnlyMemory<byte> copy = (byte[])[.. change.Key.Span, .. change.Value.Span];
        return new(copy[..change.Key.Length], copy[change.Key.Length..]);
    }

    private static SetFileReader Open(SetStep step, List<FileStream> files)
    {
        var file = OpenFile(step);
        files.Add(file);
        return SetFileReader.Open(file, step.Target);
    }
}
