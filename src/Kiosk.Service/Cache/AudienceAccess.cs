using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>Decides, before anything is written, which provinces this terminal will be able to open after an update. All of a province's sealed sets stay as they are where it will not.</summary>
internal sealed class AudienceAccess(AudienceKeyring? keyring, CacheGeneration? previous) : IDisposable
{
    private readonly Dictionary<string, HeldAudience> keys = new(StringComparer.Ordinal);

    /// <summary>The key of a province whose sets change; null where none is at hand and none of its rows has to be opened.</summary>
    public AudienceKey? KeyOf(SetChangeFiles change) => keys.GetValueOrDefault(change.Result.Province.Text)?.Key;

    /// <summary>Takes out of an update what would not open, and reads the keys to the rest.</summary>
    /// <param name="refused">Receives one refusal for each province.</param>
    /// <exception cref="SetRefusedException">A file of wrapped keys cannot be read.</exception>
    public CacheUpdate Admit(CacheUpdate update, List<RefusedPart> refused)
    {
        Dispose();
        foreach (var province in update.Changes.Where(change => change.Result.DataClass.IsSealed()).GroupBy(change => change.Result.Province.Text).ToList())
        {
            if (RefusalOf(province.Key, [.. province]) is { } refusal)
            {
                refused.Add(refusal);
                update = update with { Changes = [.. update.Changes.Except(province)] };
            }
        }

        return update;
    }

    public void Dispose()
    {
        foreach (var held in keys.Values)
        {
            held.Dispose();
        }

        keys.Clear();
    }

    private RefusedPart? RefusalOf(string province, IReadOnlyList<SetChangeFiles> changes)
    {
        if (keyring is null)
        {
            // Whoever has no keys can take in what is not opened: members, and the wrapped keys themselves.
            return changes.Any(change => change.Result.DataClass is DataClass.Meetings or DataClass.Rosters or DataClass.Points)
                ? new(new Phrase($"Chương trình này không có khóa của {province}.", $"This program has no key to the data of {province}."), LacksAccess: true)
                : null;
        }

        if (WrappedAfter(province, changes) is not { IsEmpty: false } wrapped)
        {
            return new(keyring.SentenceOf(province, cause: null), LacksAccess: true);
        }

        try
        {
            var held = keys[province] = keyring.Hold(province, wrapped.Span);
            return EpochsAfter(province, changes).All(epoch => epoch == held.Key.Epoch)
                ? null
                : new(new Phrase(
                    $"Dữ liệu của {province} đã được niêm phong lại, và chưa nhận được đủ: dữ liệu trước đó vẫn có hiệu lực cho đến khi nhận đủ.",
                    $"The data of {province} was sealed anew, and not all of it arrived: what was in force stays until it has."));
        }
        catch (SealException e)
        {
            return new(keyring.SentenceOf(province, e), LacksAccess: true);
        }
    }

    private IEnumerable<int> EpochsAfter(string province, IReadOnlyList<SetChangeFiles> changes)
    {
        var changing = changes.Select(change => CachedSet.Of(change.Result)).ToList();
        var staying = (previous?.Header.Sets ?? []).Where(set => set.Province == province && changing.All(change => change.Table != set.Table));
        // An empty set has no rows to open, and keeps its hash whatever the epoch.
        return changing.Concat(staying).Where(set => set is { Rows: > 0, Epoch: > 0 }).Select(set => set.Epoch);
    }

    /// <returns>This terminal's row of the province's wrapped keys, once the changes are applied; empty where there is none.</returns>
    private ReadOnlyMemory<byte> WrappedAfter(string province, IReadOnlyList<SetChangeFiles> changes)
    {
        var change = changes.FirstOrDefault(one => one.Result.DataClass is DataClass.Audience);
        var held = previous?.Header.SetsOf(DataClass.Audience).FirstOrDefault(set => set.Province == province);
        var wrapped = held is null || change?.BeginsAnew is true ? null : previous!.File.Find(held.Table, keyring!.RowKey.Span);
        foreach (var step in change?.Steps ?? [])
        {
            wrapped = FindIn(change!, step) ?? wrapped;
        }

        return wrapped ?? default;
    }

    private ReadOnlyMemory<byte>? FindIn(SetChangeFiles change, SetStep step)
    {
        try
        {
            using var file = SetImport.OpenFile(step);
            var reader = SetFileReader.Open(file, step.Target);
            while (reader.TryRead(out var row))
            {
                if (row.Key.Span.SequenceEqual(keyring!.RowKey.Span))
                {
                    return row.Value.ToArray();
                }
            }

            return null;
        }
        catch (TargetFormatException e)
        {
            throw new SetRefusedException(change, e.Message, e);
        }
    }
}
