using System.Security.Cryptography;
using Kiosk.Service.Durability;

namespace Kiosk.Service.Cache;

/// <summary>
/// The folder of generations: <c>generation-00000042.cache</c>, its predecessor, the files that both of them go on using, and <c>CURRENT</c>, which says which of them
/// is in force. A generation is complete and on the disk before it gets its name, and in force only once <c>CURRENT</c> is replaced; nothing is ever changed in place.
/// </summary>
/// <param name="engine">Writes new generations; those that are there are read by whichever engine wrote them.</param>
internal sealed class CacheStore(string folder, IDurableFiles files, CacheEngine engine)
{
    private const string CurrentName = "CURRENT";
    private const int GreatestPointerLength = 256;

    public CacheStore(string folder, IDurableFiles files)
        : this(folder, files, CacheEngine.Default)
    {
    }

    public string Folder { get; } = folder;

    /// <summary>What CURRENT says now, or null when it is missing or damaged.</summary>
    public CurrentPointer? ReadPointer()
    {
        try
        {
            using var file = File.OpenHandle(CurrentPath);
            var content = new byte[GreatestPointerLength];
            return CurrentPointer.Parse(content.AsSpan(0, RandomAccess.Read(file, content, 0)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Opens the generation in force; where it or CURRENT is damaged, the newest other one that is whole from end to end.</summary>
    /// <exception cref="CacheException">None opens, or nothing was built yet.</exception>
    public OpenedGeneration Open(CancellationToken cancellationToken)
    {
        var numbers = Numbers();
        if (numbers.Count == 0 && !File.Exists(CurrentPath))
        {
            throw new CacheException(CacheFault.Missing, $"There is no generation in {Folder} yet.");
        }

        var pointer = ReadPointer();
        var problem = new CacheException(CacheFault.Damaged, $"{CurrentPath} is missing or does not name a generation.");
        if (pointer is not null)
        {
            try
            {
                return new(OpenNamed(pointer), pointer, Problem: null);
            }
            catch (CacheException e)
            {
                problem = e;
            }
        }

        foreach (var number in numbers.Where(number => number != pointer?.Number))
        {
            try
            {
                return new(OpenChecked(number, cancellationToken), pointer, problem);
            }
            catch (CacheException)
            {
                // The next older one may be whole; if none is, the first problem is the one to report.
            }
        }

        throw new CacheException(CacheFault.Damaged, $"No generation in {Folder} can be used: {problem.Message}", problem);
    }

    /// <summary>The same, or null where nothing was built yet or nothing can be used: the cache can always be built anew.</summary>
    public CacheGeneration? TryOpen(CancellationToken cancellationToken)
    {
        try
        {
            return Open(cancellationToken).Generation;
        }
        catch (CacheException)
        {
            return null;
        }
    }

    /// <summary>Reads the generation in force from end to end and compares its hash with CURRENT; for a report, not for every start.</summary>
    /// <exception cref="CacheException">Something is damaged.</exception>
    public void CheckCurrent(CancellationToken cancellationToken)
    {
        var pointer = ReadPointer() ?? throw new CacheException(CacheFault.Damaged, $"{CurrentPath} is missing or does not name a generation.");
        using var generation = OpenChecked(pointer.Number, cancellationToken);
        var expected = generation.Header.Below.Select(layer => (layer.Number, layer.Sha256)).Prepend((pointer.Number, pointer.Sha256));
        foreach (var (number, hash) in expected.Where(one => Hash(PathOf(one.Item1)) != one.Item2))
        {
            throw new CacheException(CacheFault.Damaged, $"{PathOf(number)} has not the hash {hash} that {CurrentPath} leads to.");
        }
    }

    /// <summary>Begins a new generation beside the others.</summary>
    /// <exception cref="CacheException"><see cref="CacheFault.Busy"/>: another program is building in this folder.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public GenerationWriter Create()
    {
        DurableFolder.Create(Folder, files);
        return GenerationWriter.Begin(this, engine);
    }

    /// <summary>Gives a finished file its name and puts it in force. Only <see cref="GenerationWriter"/> calls this, holding the lock.</summary>
    /// <param name="written">Rows by table.</param>
    /// <param name="keep">The numbers of the predecessor that stays to fall back to, and of its files.</param>
    /// <exception cref="CacheException">The file does not read back as it was written.</exception>
    /// <exception cref="IOException">The disk failed; what was in force still is, unless only the last sync failed.</exception>
    internal OpenedGeneration Publish(
        string path, GenerationHeader header, IReadOnlyDictionary<string, int> written, IReadOnlyCollection<long> keep, CancellationToken cancellationToken)
    {
        files.Sync(path);
        PageCache.Forget(path);
        using (var file = new GenerationFile(CacheEngine.OpenAny(path), path))
        {
            GenerationCheck.RunNew(file, written, cancellationToken);
        }

        var pointer = new CurrentPointer(header.Number, new FileInfo(path).Length, Hash(path));
        cancellationToken.ThrowIfCancellationRequested();
        var named = PathOf(header.Number);
        File.Move(path, named, overwrite: false);
        CacheGeneration? generation = null;
        try
        {
            generation = CacheGeneration.Open(named, header.Number);
            files.SyncFolder(Folder);
            files.Replace(CurrentPath, pointer.Encode());
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

        RemoveAllBut([.. generation.FileNumbers, .. keep]);
        return new(generation, pointer, Problem: null);
    }

    /// <summary>How a later generation refers to the file with this number.</summary>
    internal LayerReference ReferenceTo(long number)
    {
        var path = PathOf(number);
        return ReadPointer() is { } pointer && pointer.Number == number
            ? new(number, pointer.Length, pointer.Sha256)
            : new(number, new FileInfo(path).Length, Hash(path));
    }

    /// <summary>One more than any number that was ever seen here.</summary>
    internal long NextNumber() => Math.Max(ReadPointer()?.Number ?? 0, Numbers().FirstOrDefault()) + 1;

    private void RemoveAllBut(IReadOnlyCollection<long> kept)
    {
        foreach (var number in Numbers().Where(number => !kept.Contains(number)))
        {
            try
            {
                File.Delete(PathOf(number));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The new generation is in force; an old one left over costs space only, and the next build tries again.
            }
        }
    }

    private string CurrentPath => Path.Combine(Folder, CurrentName);

    private string PathOf(long number) => Path.Combine(Folder, CurrentPointer.FileName(number));

    /// <summary>All generations that have their name, newest first.</summary>
    private List<long> Numbers() =>
        Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder).Select(path => CurrentPointer.NumberOf(Path.GetFileName(path))).OfType<long>().OrderDescending()]
            : [];

    private CacheGeneration OpenNamed(CurrentPointer pointer)
    {
        var path = PathOf(pointer.Number);
        var file = new FileInfo(path);
        if (!file.Exists || file.Length != pointer.Length)
        {
            throw new CacheException(
                CacheFault.Damaged,
                file.Exists ? $"{path} has {file.Length} bytes, not the {pointer.Length} that {CurrentPath} says." : $"{path}, which {CurrentPath} names, is missing.");
        }

        return CacheGeneration.Open(path, pointer.Number);
    }

    private CacheGeneration OpenChecked(long number, CancellationToken cancellationToken)
    {
        var path = PathOf(number);
        var (file, header) = GenerationFile.Open(path, number);
        using (file)
        {
            GenerationCheck.Run(file, header, cancellationToken);
        }

        return CacheGeneration.Open(path, number);
    }

    private static string Hash(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (IOException e)
        {
            throw new CacheException(CacheFault.Damaged, $"{path} cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>The generation that a store could open.</summary>
/// <param name="Pointer">What CURRENT said at that time.</param>
/// <param name="Problem">Why it is not the one in force; null when it is.</param>
internal sealed record OpenedGeneration(CacheGeneration Generation, CurrentPointer? Pointer, CacheException? Problem);
