using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>Builds the next generation from what changed, all of it or none of it. What did not change stays in the files where it lies.</summary>
internal sealed class CacheUpdater(CacheStore store, TimeProvider time)
{
    /// <summary>Writes a generation beside the one in force and puts it in force. A part that cannot be used is left as it was and does not keep the others from arriving.</summary>
    /// <param name="progress">Told of the rows written, once in 10,000.</param>
    /// <exception cref="CacheSourceException">The update says nothing of trust and there is no generation to take it from, or the CRLs are too many; nothing was changed.</exception>
    /// <exception cref="CacheException">Another program is building, or the file does not read back as it was written; nothing was changed.</exception>
    /// <exception cref="IOException">The disk is full or failing; what was in force still is.</exception>
    public CacheUpdateReport Apply(CacheUpdate update, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var writer = store.Create();
        using var previous = store.TryOpenBasis(cancellationToken)?.Generation;
        var refused = new List<RefusedPart>();
        using var access = new AudienceAccess(store.Keyring, previous);
        while (true)
        {
            try
            {
                update = access.Admit(update, refused);
                if (previous is null && refused.Any(part => part.LacksAccess))
                {
                    // A terminal without the members would turn everybody away.
                    return new(null, refused);
                }

                return update.Trust is null && update.Changes.Count == 0 && !LeavesOut(update, previous)
                    ? new(null, refused)
                    : Build(update, access, writer, previous, refused, progress, cancellationToken);
            }
            catch (SetRefusedException e)
            {
                // Begun anew without it: its rows are in the file already.
                refused.Add(new(e.Message, e.Set));
                update = update with { Changes = [.. update.Changes.Where(change => change != e.Set)] };
            }
        }
    }

    private static bool LeavesOut(CacheUpdate update, CacheGeneration? previous) => previous?.Header.Sets.Any(set => !update.Kept.Contains(set.Province)) is true;

    private CacheUpdateReport Build(
        CacheUpdate update, AudienceAccess access, GenerationWriter writer, CacheGeneration? previous, List<RefusedPart> refused, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (update.Trust is null && previous is null)
        {
            throw new CacheSourceException(new(
                $"{store.Folder} chưa có phiên bản nào, và bản cập nhật không nêu căn cứ xác thực thẻ.", $"There is no generation in {store.Folder} yet, and the update does not say what cards are judged by."));
        }

        var layout = new GenerationLayout(writer.Number, previous?.Header, previous is null ? null : store.ReferenceTo(previous.Number));
        if (update.Trust is null)
        {
            layout.Inherit(GenerationTables.Trust);
        }
        else
        {
            layout.Own(GenerationTables.Trust);
        }

        var stays = StayingSets(update, previous);
        foreach (var set in stays)
        {
            layout.Inherit(set.Table);
            layout.Inherit(set.Hash.Length > 0 ? [set.DigestTable] : []);
        }

        var imports = update.Changes.Select(change => SetImport.Plan(change, access.KeyOf(change), previous, layout)).ToList();
        writer.Start(layout);
        var trust = update.Trust is null ? null : TrustWriter.Write(writer, update.Trust, previous, time.GetUtcNow(), cancellationToken);
        var counted = new RowProgress(progress);
        foreach (var import in imports)
        {
            import.Write(writer, counted, cancellationToken);
        }

        IReadOnlyList<CachedSet> sets = [.. stays.Concat(imports.Select(import => import.Result)).OrderBy(set => set.Table, StringComparer.Ordinal)];
        var header = new GenerationHeader(
            GenerationHeader.CurrentFormat,
            writer.Number,
            time.GetUtcNow(),
            trust is null ? previous!.NewestData : trust.NewestData,
            trust?.Counts ?? previous!.Counts,
            layout.Tables,
            layout.Below,
            sets,
            previous?.Header.Feed);
        var opened = writer.Publish(header, previous?.FileNumbers ?? [], cancellationToken);
        return new(opened, [.. refused, .. (trust?.RefusedCrls ?? []).Select(sentence => new RefusedPart(sentence, Set: null))]);
    }

    private static List<CachedSet> StayingSets(CacheUpdate update, CacheGeneration? previous)
    {
        var changing = update.Changes.Select(change => CachedSet.Of(change.Result).Table).ToHashSet(StringComparer.Ordinal);
        return [.. (previous?.Header.Sets ?? []).Where(set => update.Kept.Contains(set.Province) && !changing.Contains(set.Table))];
    }
}

/// <summary>Counts rows for whoever watches.</summary>
internal sealed class RowProgress(IProgress<long>? progress)
{
    private const int RowsPerReport = 10_000;

    private long rows;

    public void Count()
    {
        if (++rows % RowsPerReport == 0)
        {
            progress?.Report(rows);
        }
    }
}
