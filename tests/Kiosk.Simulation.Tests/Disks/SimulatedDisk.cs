using Kiosk.Durability;

namespace Kiosk.Simulation.Tests.Disks;

/// <summary>
/// A terminal's disk: real files in memory, of which an image knows what was synced. At a power cut, between two calls or inside one, the rest is dropped or torn. Also full, or failing one sync, on demand.
/// </summary>
internal sealed class SimulatedDisk(string root) : IDurableFiles
{
    private const int NoSpace = 28;
    private const int InputOutput = 5;

    private readonly DurableFiles files = new();
    private readonly DurableImage image = new(root);
    private DiskHabit habit;
    private SortedDictionary<string, byte[]>? survivors;
    private Random chance = new(0);
    private int untilCut = -1;
    private bool failsNext;
    private string? failed;

    /// <summary>Told of all that is appended, before it is known whether it will last.</summary>
    public event Action<string, byte[]>? Appending;

    public string Root => root;

    public bool IsOff => survivors is not null;

    public bool IsFull { get; set; }

    /// <summary>A call has failed since this was set back.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Calls so far.</summary>
    public int Operations { get; private set; }

    /// <summary>The power goes during a call, after as many others.</summary>
    public void CutDuring(int operations, int seed) => (untilCut, chance) = (operations, new(seed));

    /// <summary>The next sync fails.</summary>
    public void FailNextSync(int seed) => (failsNext, chance) = (true, new(seed));

    /// <summary>Neither cut nor failure to come.</summary>
    public void Calm() => (untilCut, failsNext, IsFull) = (-1, false, false);

    /// <summary>After a sync that failed the system takes what was not written for written: who reads the file anew may find what was there before.</summary>
    public void Reread()
    {
        if (failed is { } path && !IsOff && chance.Next(2) == 0)
        {
            image.Restore(path);
        }

        failed = null;
    }

    /// <summary>The power goes between two calls.</summary>
    public void CutNow(int seed)
    {
        chance = new(seed);
        survivors ??= Left();
    }

    /// <summary>All that is there lasts; from now on the disk has this habit.</summary>
    public void Settle(DiskHabit then)
    {
        image.SyncAll();
        habit = then;
    }

    /// <summary>Puts what survived in place of what was there.</summary>
    public void PowerOn()
    {
        if (survivors is { } left)
        {
            Put(left);
            survivors = null;
        }

        (untilCut, failsNext, failed, HasFailed) = (-1, false, null, false);
    }

    /// <summary>The files as they are, for <see cref="Put"/>.</summary>
    /// <param name="isIn">Which of them.</param>
    public SortedDictionary<string, byte[]> Take(Func<string, bool> isIn) =>
        new(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(isIn).ToDictionary(path => path, DurableImage.Read, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Puts files in place of all that are there, as with another tool.</summary>
    public void Put(IReadOnlyDictionary<string, byte[]> content)
    {
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToList())
        {
            File.Delete(path);
        }

        foreach (var (path, bytes) in content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        image.SyncAll();
    }

    public IDurableFile OpenAppend(string path)
    {
        IDurableFile? opened = null;
        Do(
            needsSpace: !File.Exists(path),
            () => opened = files.OpenAppend(path),
            () => SyncNames(Path.GetDirectoryName(path)!));
        return new AppendedFile(opened!, path, Append);
    }

    public void Truncate(string path, long length) => Do(needsSpace: false, () => files.Truncate(path, length), () => image.SyncContent(path));

    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Do(
            needsSpace: true,
            () =>
            {
                files.Replace(path, bytes);
                // Its content is synced before it gets its name.
                SyncContent(path);
            },
            () => SyncNames(Path.GetDirectoryName(path)!),
            () => File.WriteAllBytes(path + ".tmp", bytes[..chance.Next(bytes.Length + 1)]));
    }

    public void Sync(string path) => Do(needsSpace: true, () => files.Sync(path), () => image.SyncContent(path));

    public void SyncFolder(string path) => Do(needsSpace: false, () => files.SyncFolder(path), () => SyncNames(path));

    /// <param name="change">What the program sees from then on.</param>
    /// <param name="settle">What makes it last.</param>
    /// <param name="begin">What a cut leaves that comes before the change is whole.</param>
    private void Do(bool needsSpace, Action change, Action settle, Action? begin = null)
    {
        var stage = Begin();
        if (stage is CutStage.Before)
        {
            begin?.Invoke();
            Cut();
        }

        if (needsSpace && IsFull)
        {
            throw Full();
        }

        change();
        if (stage is CutStage.Within)
        {
            Cut();
        }

        FailIfAsked();
        if (habit is not DiskHabit.SyncsNothing)
        {
            settle();
        }

        if (stage is CutStage.After)
        {
            Cut();
        }
    }

    private void Append(IDurableFile file, string path, byte[] bytes)
    {
        Appending?.Invoke(path, bytes);
        var stage = Begin();
        if (stage is CutStage.Before)
        {
            Cut();
        }

        if (IsFull)
        {
            file.Append(bytes.AsSpan(0, bytes.Length / 2));
            if (habit is DiskHabit.HidesFailures)
            {
                return;
            }

            throw Full();
        }

        file.Append(bytes);
        if (stage is CutStage.Within)
        {
            Cut();
        }

        if (failsNext)
        {
            failed = path;
        }

        FailIfAsked();
        if (habit is not (DiskHabit.SyncsNothing or DiskHabit.AcknowledgesEarly))
        {
            image.SyncAppended(path);
        }

        if (stage is CutStage.After)
        {
            Cut();
        }
    }

    private CutStage? Begin()
    {
        if (IsOff)
        {
            throw new PowerCutException();
        }

        Operations++;
        return untilCut >= 0 && untilCut-- == 0 ? (CutStage)chance.Next(3) : null;
    }

    private void Cut()
    {
        survivors = Left();
        throw new PowerCutException();
    }

    private SortedDictionary<string, byte[]> Left()
    {
        var left = image.Survivors(chance);
        if (habit is DiskHabit.DamagesSynced && left.Keys.FirstOrDefault(path => path.EndsWith(".seg", StringComparison.Ordinal)) is { } segment)
        {
            left[segment][left[segment].Length / 2] ^= 1;
        }

        return left;
    }

    private void SyncContent(string path)
    {
        if (habit is not DiskHabit.SyncsNothing)
        {
            image.SyncContent(path);
        }
    }

    private void SyncNames(string folder)
    {
        if (habit is not DiskHabit.ForgetsNames)
        {
            image.SyncNames(folder);
        }
    }

    private IOException Full()
    {
        HasFailed = true;
        return new("No space left on device.", NoSpace);
    }

    private void FailIfAsked()
    {
        if (failsNext)
        {
            (failsNext, HasFailed) = (false, true);
            throw new IOException("Input/output error.", InputOutput);
        }
    }

    private enum CutStage
    {
        Before = 0,
        Within,
        After,
    }
}
