using System.Security.Cryptography;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>Seals the rows of a new file on their way into it. Not safe for concurrent use.</summary>
internal sealed class RowSealer : IDisposable
{
    private readonly ICacheFileBuilder file;
    private readonly Dictionary<string, Table> tables = new(StringComparer.Ordinal);

    /// <summary>The row that is put, so that nothing is allocated for each of 300,000.</summary>
    private byte[] row = new byte[4096];

    private RowSealer(ICacheFileBuilder file) => this.file = file;

    /// <summary>Rows by table.</summary>
    public IReadOnlyDictionary<string, int> Written => tables.ToDictionary(table => table.Key, table => table.Value.Count, StringComparer.Ordinal);

    /// <param name="file">Taken over; holds nothing yet.</param>
    /// <param name="number">Of the generation that the file is written for.</param>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public static RowSealer Begin(ICacheFileBuilder file, IEnumerable<string> tables, CacheSealKey key, long number)
    {
        var sealer = new RowSealer(file);
        try
        {
            sealer.Begin(tables, key, number);
            return sealer;
        }
        catch
        {
            sealer.Dispose();
            throw;
        }
    }

    /// <exception cref="InvalidOperationException">The key is not greater than the one before, or the table was not declared.</exception>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void Put(string table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!tables.TryGetValue(table, out var open) || key.SequenceCompareTo(SealedRow.EndKey) >= 0)
        {
            throw new InvalidOperationException($"There is no table {table}, or the key {Convert.ToHexStringLower(key)} is beyond every table's end.");
        }

        Write(table, open, key, value);
        open.Count++;
    }

    /// <summary>Ends every table and closes the file. It has not reached the disk until it is synced.</summary>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void Seal()
    {
        foreach (var (name, table) in tables)
        {
            Write(name, table, SealedRow.EndKey, default);
        }

        file.Seal();
    }

    public void Dispose() => file.Dispose();

    private void Begin(IEnumerable<string> names, CacheSealKey key, long number)
    {
        var salt = RandomNumberGenerator.GetBytes(FileSealKey.SaltLength);
        file.Put(GenerationTables.Salt, GenerationTables.OnlyRow, salt);
        var keys = key.ForFile(number, salt);
        foreach (var name in names)
        {
            tables.Add(name, new(keys.ForTable(name)));
        }
    }

    private void Write(string name, Table table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var length = SealedRow.LengthOf(value.Length, table.LastKey.Length);
        if (row.Length < length)
        {
            row = new byte[2 * length];
        }

        file.Put(name, key, SealedRow.Write(table.Seal, key, value, table.LastKey, row));
        table.Remember(key);
    }

    private sealed class Table(RowSeal seal)
    {
        private byte[] last = new byte[64];
        private int lastLength;

        public RowSeal Seal { get; } = seal;

        public int Count { get; set; }

        public ReadOnlySpan<byte> LastKey => last.AsSpan(0, lastLength);

        public void Remember(ReadOnlySpan<byte> key)
        {
            if (last.Length < key.Length)
            {
                last = new byte[2 * key.Length];
            }

            key.CopyTo(last);
            lastLength = key.Length;
        }
    }
}
