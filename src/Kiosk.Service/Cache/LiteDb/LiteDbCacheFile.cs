namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Reads a file of <see cref="LiteDbCacheFileBuilder"/>. Callers take turns for the blocks; what is done with them is nobody else's business.</summary>
internal sealed class LiteDbCacheFile : ICacheFile
{
    private readonly Lock turn = new();
    private readonly string path;
    private readonly SealedPages pages;
    private readonly BlockReader reader;
    private readonly Dictionary<string, Fences> tables;
    private (int Number, PackedRows? Rows) lastRead;
    private bool isClosed;

    private LiteDbCacheFile(string path, SealedPages pages, BlockReader reader)
    {
        (this.path, this.pages, this.reader) = (path, pages, reader);
        tables = reader.ReadTables();
    }

    /// <exception cref="CacheException">There is no such file, or it is not a sealed one of this program.</exception>
    public static ICacheFile Open(string path)
    {
        var opened = SealedPages.Open(path);
        var blocks = new BlockReader(path, opened);
        try
        {
            return new LiteDbCacheFile(path, opened, blocks);
        }
        catch
        {
            blocks.Dispose();
            opened.Dispose();
            throw;
        }
    }

    public CacheRow? First(string table, ReadOnlySpan<byte> key)
    {
        var fences = TableOf(table);
        var block = fences.FirstFrom(key);
        if (block == fences.Count)
        {
            return null;
        }

        var rows = Read(table, fences.NumberOf(block));
        var row = rows.FirstFrom(key);
        return row < rows.Count ? rows[row] : throw OutOfPlace(table);
    }

    public IEnumerable<CacheRow> Scan(string table, ReadOnlyMemory<byte> prefix)
    {
        var fences = TableOf(table);
        var first = fences.FirstFrom(prefix.Span);
        var last = fences.LastFor(prefix.Span, first);
        var blocks = new ForwardBlocks(this, table, fences, [(first, last)]);
        for (var block = first; block <= last && block < fences.Count; block++)
        {
            var rows = blocks.Get(block);
            for (var row = rows.FirstFrom(prefix.Span); row < rows.Count; row++)
            {
                yield return rows[row];
                if (!rows.KeyOf(row).StartsWith(prefix.Span))
                {
                    yield break;
                }
            }
        }
    }

    public IEnumerable<IReadOnlyList<CacheRow>> ScanEach(string table, IReadOnlyList<ReadOnlyMemory<byte>> prefixes)
    {
        var fences = TableOf(table);
        List<(int First, int Last)> places = [.. prefixes.Select(prefix => fences.FirstFrom(prefix.Span)).Zip(prefixes, (first, prefix) => (first, fences.LastFor(prefix.Span, first)))];
        var blocks = new ForwardBlocks(this, table, fences, places);
        var found = new List<CacheRow>();
        for (var i = 0; i < places.Count; i++)
        {
            found.Clear();
            var prefix = prefixes[i].Span;
            for (var block = places[i].First; block <= places[i].Last && block < fences.Count; block++)
            {
                var rows = blocks.Get(block);
                var isWithin = true;
                for (var row = rows.FirstFrom(prefix); row < rows.Count && isWithin; row++)
                {
                    found.Add(rows[row]);
                    isWithin = rows.KeyOf(row).StartsWith(prefix);
                }
            }

            yield return found;
        }
    }

    public void Walk(string table, CacheRowVisitor visitor)
    {
        var fences = TableOf(table);
        var numbers = new List<int>(BlockReader.BlocksPerTurn);
        for (var next = 0; next < fences.Count;)
        {
            numbers.Clear();
            for (; next < fences.Count && numbers.Count < BlockReader.BlocksPerTurn; next++)
            {
                numbers.Add(fences.NumberOf(next));
            }

            foreach (var rows in Read(table, numbers))
            {
                for (var row = 0; row < rows.Count; row++)
                {
                    var (key, value) = rows[row];
                    visitor(key.Span, value.Span);
                }
            }
        }
    }

    /// <remarks>Every page, those included that no look-up reads.</remarks>
    public void Check()
    {
        var buffer = SealedPages.BufferForCheck();
        for (var page = 0; page < pages.Count;)
        {
            lock (turn)
            {
                ThrowIfClosed();
                page = Check(page, buffer);
            }
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            isClosed = true;
            lastRead = default;
            reader.Dispose();
            pages.Dispose();
        }
    }

    private int Check(int page, byte[] buffer)
    {
        try
        {
            return pages.Check(page, buffer);
        }
        catch (InvalidDataException e)
        {
            throw new CacheException(CacheFault.Damaged, $"{path}: {e.Message}", e) { Path = path };
        }
        catch (IOException e)
        {
            throw CacheException.Unreadable(path, e);
        }
    }

    private PackedRows Read(string table, int number)
    {
        lock (turn)
        {
            ThrowIfClosed();
            if (lastRead.Rows is null || lastRead.Number != number)
            {
                lastRead = (number, reader.Read(table, number));
            }

            return lastRead.Rows!;
        }
    }

    private List<PackedRows> Read(string table, List<int> numbers)
    {
        lock (turn)
        {
            ThrowIfClosed();
            return reader.Read(table, numbers);
        }
    }

    private Fences TableOf(string table)
    {
        lock (turn)
        {
            ThrowIfClosed();
            return tables.GetValueOrDefault(table) ?? throw new CacheException(CacheFault.Damaged, $"{path} has no table {table}.");
        }
    }

    private void ThrowIfClosed()
    {
        if (isClosed)
        {
            throw new CacheException(CacheFault.Closed, $"{path} was closed.");
        }
    }

    private CacheException OutOfPlace(string table) => new(CacheFault.Damaged, $"{path}, table {table}: a row is not where the directory says.") { Path = path };

    /// <summary>Blocks that are asked for in ascending order, each read once, some at a time.</summary>
    private sealed class ForwardBlocks(LiteDbCacheFile file, string table, Fences fences, List<(int First, int Last)> places)
    {
        private readonly List<int> numbers = new(BlockReader.BlocksPerTurn);
        private readonly List<int> blocks = new(BlockReader.BlocksPerTurn);
        private List<PackedRows> rows = [];
        private int place;
        private int current;

        public PackedRows Get(int block)
        {
            while (current < blocks.Count && blocks[current] < block)
            {
                current++;
            }

            if (current == blocks.Count)
            {
                ReadFrom(block);
            }

            return rows[current];
        }

        private void ReadFrom(int block)
        {
            blocks.Clear();
            numbers.Clear();
            current = 0;
            for (; place < places.Count && blocks.Count < BlockReader.BlocksPerTurn; place++)
            {
                for (var next = Math.Max(places[place].First, blocks.Count == 0 ? block : blocks[^1] + 1); next <= places[place].Last && next < fences.Count && blocks.Count < BlockReader.BlocksPerTurn; next++)
                {
                    blocks.Add(next);
                    numbers.Add(fences.NumberOf(next));
                }

                if (blocks.Count == BlockReader.BlocksPerTurn)
                {
                    // It may have more of them.
                    break;
                }
            }

            rows = numbers.Count == 1 ? [file.Read(table, numbers[0])] : file.Read(table, numbers);
        }
    }
}
