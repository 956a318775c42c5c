using Kiosk.Durability;
using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.Cache.Rows;
using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>
/// The folder of generations: <c>generation-00000042.cache</c>, its predecessor, the files that both of them go on using, and <c>CURRENT</c>, which says which of them
/// is in force. A generation is complete and on the disk before it gets its name, and in force only once <c>CURRENT</c> is replaced; nothing is ever changed in place.
/// </summary>
/// <param name="deviceKey">As <see cref="CacheSeal"/> takes it.</param>
/// <param name="keyring">Opens what the feed seals to this terminal; null for a program that looks up no member or meeting.</param>
internal sealed class CacheStore(string folder, IDurableFiles files, byte[]? deviceKey = null, AudienceKeyring? keyring = null)
{
    private const int MaxPointerLength = 256;

    /// <summary>That nothing was built yet, and what to do.</summary>
    public Phrase NothingYet => new Phrase($"{Folder} chưa có phiên bản nào.", $"There is no generation in {Folder} yet.").Then(CacheException.FetchAnew);

    /// <summary>How often CURRENT may be replaced by another program while it is followed.</summary>
    private const int MaxTries = 3;

    private readonly CacheSeal seal = new(folder, files, deviceKey);
    private readonly GenerationFolder generations = new(folder);
    private readonly OpenCacheFiles open = new();

    public string Folder { get; } = folder;

    /// <summary>The data that this terminal signed as being in force (<see cref="Expect"/>).</summary>
    public FeedFloor Expected { get; private set; } = FeedFloor.None;

    public AudienceKeyring? Keyring { get; } = keyring;

    /// <summary>How new the feed was that generations were built from.</summary>
    public FeedMemory Feed => new(Folder, seal, files);

    /// <summary>Makes everything older count as put back: what lies beside the cache could have been put back together with it, what the terminal signed could not.</summary>
    public void Expect(FeedFloor signed) => Expected = signed.Generation > Expected.Generation ? signed : Expected;

    /// <summary>What CURRENT says now, or null when it is missing, damaged or not for this user to read.</summary>
    public CurrentPointer? ReadPointer()
    {
        try
        {
            using var file = PlainFile.TryOpenOwn(generations.CurrentPath);
            var content = new byte[MaxPointerLength];
            return file is null ? null : CurrentPointer.Parse(content.AsSpan(0, RandomAccess.Read(file, content, 0)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Opens the generation in force. An older one never serves in its place: by it a card may be good that was revoked since.</summary>
    /// <exception cref="CacheException">It cannot be used, or nothing was built yet; one sentence names the file, the cause and the remedy.</exception>
    public OpenedGeneration Open()
    {
        for (var tries = 1; ; tries++)
        {
            var pointer = ReadPointer();
            try
            {
                return new(OpenCurrent(), ReadPointer(), Problem: null);
            }
            catch (CacheException) when (tries < MaxTries && ReadPointer() != pointer)
            {
                // Another program put a newer generation in force meanwhile.
            }
        }
    }

    /// <summary>
    /// What a new generation may be built on: the one in force or, where that cannot be used, the newest other one that is whole from end to end. Nobody is judged by the latter; that it
    /// is there saves a site with a thin line from fetching everything.
    /// </summary>
    /// <returns>Null where there is neither. The problem says why it is not the one in force.</returns>
    public OpenedGeneration? TryOpenBasis(CancellationToken cancellationToken)
    {
        try
        {
            return Open();
        }
        catch (CacheException problem)
        {
            return TryOpenOlder(problem, cancellationToken);
        }
    }

    /// <summary>Reads the generation in force from end to end; for a report, not for every start.</summary>
    /// <exception cref="CacheException">Something is damaged.</exception>
    public void CheckCurrent(CancellationToken cancellationToken)
    {
        using var generation = Open().Generation;
        GenerationCheck.Run(generation.File, generation.Header, cancellationToken);
    }

    /// <summary>Whether anything was ever built here; opens nothing.</summary>
    /// <exception cref="CacheException">The folder cannot be read.</exception>
    public bool IsBegun => File.Exists(generations.CurrentPath) || generations.Numbers().Count > 0;

    /// <summary>Begins a new generation beside the others.</summary>
    /// <exception cref="CacheException"><see cref="CacheFault.Busy"/>: another program is building in this folder.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public GenerationWriter Create()
    {
        DurableFolder.Create(Folder, files);
        return GenerationWriter.Begin(this, seal);
    }

    /// <summary>Gives a finished file its name and puts it in force. Only <see cref="GenerationWriter"/> calls this, holding the lock.</summary>
    /// <param name="written">Rows by table.</param>
    /// <param name="keep">The numbers of the predecessor that stays to be built on, and of its files.</param>
    /// <exception cref="CacheException">The file does not read back as it was written.</exception>
    /// <exception cref="IOException">The disk failed; what was in force still is, unless only the last sync failed.</exception>
    internal OpenedGeneration Publish(
        string path, GenerationHeader header, IReadOnlyDictionary<string, int> written, IReadOnlyCollection<long> keep, CancellationToken cancellationToken)
    {
        files.Sync(path);
        PageCache.Forget(path);
        var key = seal.ReadKey();
        var named = generations.PathOf(header.Number);

        // Stays open until it is part of the generation: what was read back is what serves.
        using var file = new GenerationFile(SealedRows.Open(open.Open(path, named), named, header.Number, key), named);
        GenerationCheck.RunNew(file, written, cancellationToken);
        var pointer = new CurrentPointer(header.Number, new FileInfo(path).Length);
        cancellationToken.ThrowIfCancellationRequested();
        File.Move(path, named, overwrite: false);
        CacheGeneration? generation = null;
        try
        {
            generation = CacheGeneration.Open(open, named, header.Number, key, Keyring);
            files.SyncFolder(Folder);
            files.Replace(generations.CurrentPath, pointer.Encode());
        }
        catch
        {
            generation?.Dispose();
            if (ReadPointer()?.Number != header.Number)
            {
                File.Delete(named);
            }

            throw;
        }

        // After CURRENT: a power cut between the two leaves a number that is too low, and the next opening raises it. One that is too high would put the terminal out of service.
        KeepFloor(header.Number, floor: 0, key);
        generations.RemoveAllBut([.. generation.FileNumbers, .. keep]);
        return new(generation, pointer, Problem: null);
    }

    /// <summary>How a later generation refers to the file with this number.</summary>
    internal LayerReference ReferenceTo(long number) => new(number, new FileInfo(generations.PathOf(number)).Length);

    /// <summary>One more than any number that was ever seen here.</summary>
    internal long NextNumber() => Math.Max(Math.Max(ReadPointer()?.Number ?? 0, generations.Numbers().FirstOrDefault()), Math.Max(Expected.Generation, seal.TryReadFloor(seal.ReadKey()) ?? 0)) + 1;

    private CacheGeneration OpenCurrent()
    {
        var pointer = FollowCurrent();
        var path = generations.PathOf(pointer.Number);
        var file = new FileInfo(path);
        if (!file.Exists || file.Length != pointer.Length)
        {
            throw new CacheException(
                CacheFault.Damaged,
                (file.Exists
                    ? new Phrase($"{path} có {file.Length} byte, không phải {pointer.Length} như {generations.CurrentPath} ghi.", $"{path} has {file.Length} bytes, not the {pointer.Length} that {generations.CurrentPath} says.")
                    : new($"Không có {path}, tệp mà {generations.CurrentPath} nêu.", $"{path}, which {generations.CurrentPath} names, is missing.")).Then(CacheException.FetchAnew))
            { Path = path };
        }

        var key = seal.ReadKey();
        var kept = seal.ReadFloor(key);
        var floor = Math.Max(kept, Expected.Generation);
        if (pointer.Number < floor)
        {
            throw new CacheException(
                CacheFault.RolledBack,
                new Phrase(
                    $"{generations.CurrentPath} nêu phiên bản {pointer.Number}, trong khi phiên bản {floor} đã có hiệu lực trên máy này: những gì bị thu hồi từ đó sẽ bị coi là còn giá trị.",
                    $"{generations.CurrentPath} names generation {pointer.Number}, but generation {floor} was in force on this terminal: what was revoked since would count as good.").Then(CacheException.FetchAnew))
            { Path = generations.CurrentPath };
        }

        var generation = OpenFile(path, pointer.Number, key);
        KeepFloor(pointer.Number, kept, key);
        return generation;
    }

    private CacheGeneration OpenFile(string path, long number, CacheSealKey key)
    {
        try
        {
            return CacheGeneration.Open(open, path, number, key, Keyring);
        }
        catch (CacheException e) when (e.Fault is CacheFault.Damaged && !e.Message.EndsWith(CacheException.FetchAnew.English, StringComparison.Ordinal))
        {
            throw new CacheException(e.Fault, e.Sentence.Then(CacheException.FetchAnew), e) { Path = e.Path ?? path };
        }
    }

    private CurrentPointer FollowCurrent()
    {
        try
        {
            using var file = PlainFile.TryOpenOwn(generations.CurrentPath) ?? throw new FileNotFoundException(null, generations.CurrentPath);
            var content = new byte[MaxPointerLength];
            return CurrentPointer.Parse(content.AsSpan(0, RandomAccess.Read(file, content, 0)))
                ?? throw new CacheException(CacheFault.Damaged, new Phrase($"{generations.CurrentPath} không nêu phiên bản nào.", $"{generations.CurrentPath} does not name a generation.").Then(CacheException.FetchAnew)) { Path = generations.CurrentPath };
        }
        catch (FileNotFoundException e)
        {
            throw generations.Numbers().Count == 0
                ? new CacheException(CacheFault.Missing, NothingYet, e)
                : new CacheException(CacheFault.Damaged, new Phrase($"Không có {generations.CurrentPath}, hoặc thứ mang tên đó không phải tệp.", $"{generations.CurrentPath} is missing, or something else than a file bears its name.").Then(CacheException.FetchAnew), e) { Path = generations.CurrentPath };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CacheException.Unreadable(generations.CurrentPath, e);
        }
    }

    /// <summary>Remembers what is in force, or what a power cut kept from being remembered. Somebody else than the owner leaves it: what they write the service could not read.</summary>
    private void KeepFloor(long number, long floor, CacheSealKey key)
    {
        if (number > floor && FolderOwner.IsOurs(Folder))
        {
            try
            {
                seal.Raise(number, key);
            }
            catch (IOException)
            {
                // A full or failing disk: the next opening tries again.
            }
        }
    }

    private OpenedGeneration? TryOpenOlder(CacheException problem, CancellationToken cancellationToken)
    {
        var pointer = ReadPointer();
        try
        {
            var key = seal.ReadKey();
            foreach (var number in generations.Numbers())
            {
                if (TryOpenWhole(number, key, cancellationToken) is { } generation)
                {
                    return new(generation, pointer, problem);
                }
            }
        }
        catch (CacheException)
        {
            // Without a key nothing opens.
        }

        return null;
    }

    private CacheGeneration? TryOpenWhole(long number, CacheSealKey key, CancellationToken cancellationToken)
    {
        try
        {
            var generation = CacheGeneration.Open(open, generations.PathOf(number), number, key, Keyring);
            try
            {
                GenerationCheck.Run(generation.File, generation.Header, cancellationToken);
                return generation;
            }
            catch
            {
                generation.Dispose();
                throw;
            }
        }
        catch (CacheException)
        {
            return null;
        }
    }
}

/// <summary>The generation that a store could open.</summary>
/// <param name="Pointer">What CURRENT said at that time.</param>
/// <param name="Problem">Why it is not the one in force, but only good for building on; null when it is.</param>
internal sealed record OpenedGeneration(CacheGeneration Generation, CurrentPointer? Pointer, CacheException? Problem);
