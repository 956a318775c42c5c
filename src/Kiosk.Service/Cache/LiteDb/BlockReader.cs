using Kiosk.Service.Cache.Rows;
using LiteDB;
using LiteDB.Engine;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Asks LiteDB for the blocks of a sealed file. Not safe for concurrent use.</summary>
/// <remarks>Every method throws <see cref="CacheException"/> when what is asked for is damaged; what else the file holds can still be read.</remarks>
internal sealed class BlockReader : IDisposable
{
    // Made once: LiteDB reads an expression anew each time it is made, which costs as much as the rest of the query.
    private readonly BsonExpression one = BsonExpression.Create("$._id = @0", BsonValue.Null);
    private readonly Query oneBlock;
    private readonly string path;
    private readonly SealedPages pages;
    private LiteEngine? engine;

    public BlockReader(string path, SealedPages pages)
    {
        (this.path, this.pages) = (path, pages);
        oneBlock = new() { Where = { one } };
    }

    public Dictionary<string, Fences> ReadDirectory()
    {
        var buffer = new BlockBuffer();
        var length = Read(table: null, pages.Directory.Number, pages.Directory.Place, buffer);
        return CacheDirectory.TryParse(buffer.Content(length)) ?? throw Damaged(table: null, "the directory is damaged.");
    }

    /// <param name="table">Whose rows the block holds.</param>
    public void ReadRows(string table, int number, DocumentPlace place, BlockBuffer buffer)
    {
        if (!buffer.TryFill(number, Read(table, number, place, buffer)))
        {
            throw Damaged(table, Missing(number));
        }
    }

    public void Dispose() => Close();

    /// <returns>How long it is.</returns>
    private int Read(string? table, int number, DocumentPlace place, BlockBuffer buffer)
    {
        try
        {
            return pages.TryReadBlock(number, place, buffer) ?? Query(table, number, buffer);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(table, e.Message, e);
        }
        catch (IOException e)
        {
            throw CacheException.Unreadable(path, e);
        }
    }

    private int Query(string? table, int number, BlockBuffer buffer)
    {
        one.Parameters["0"] = number;
        int? length = null;
        Query(table, document =>
        {
            var bytes = LiteDbDocuments.BytesOf(document);
            bytes.CopyTo(buffer.Take(bytes.Length));
            length = bytes.Length;
        });
        return length ?? throw Damaged(table, Missing(number));
    }

    /// <param name="table">Whose rows are read; null where it is the directory.</param>
    private void Query(string? table, Action<BsonDocument> visit)
    {
        try
        {
            engine ??= new(new EngineSettings { DataStream = pages, LogStream = new MemoryStream(), ReadOnly = true, Collation = Collation.Binary });
            using var reader = engine.Query(LiteDbDocuments.Blocks, oneBlock);
            while (reader.Read())
            {
                visit(reader.Current.AsDocument);
            }
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            Close();
            // A page whose sum is right but that LiteDB cannot make sense of shows as whatever exception it leads to.
            throw e switch
            {
                InvalidDataException => Damaged(table, e.Message, e),
                IOException => CacheException.Unreadable(path, e),
                _ => Damaged(table, $"LiteDB cannot read it ({e.Message}).", e),
            };
        }
    }

    /// <summary>After a failure LiteDB may be closed or keep what it should have let go; the next query begins anew.</summary>
    private void Close()
    {
        engine?.Dispose();
        engine = null;
    }

    private static string Missing(int number) => $"block {number} is damaged or missing.";

    private CacheException Damaged(string? table, string what, Exception? cause = null) =>
        new(
        CacheFault.Damaged,
        new($"{path}{(table is null ? "" : $", bảng {table}")}: dữ liệu bị hư hỏng.", $"{path}{(table is null ? "" : $", table {table}")}: {what}"),
        cause)
        { Path = path };
}
