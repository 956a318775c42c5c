using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Durability;
using LiteDB;
using LiteDB.Engine;

namespace Kiosk.Service.Tests.Cache.LiteDb;

/// <summary>The blocks of a cache file, where they lie and where they are damaged.</summary>
public sealed class LiteDbBlockTests : IDisposable
{
    private readonly TestFolder folder = new();

    private string FilePath => folder["rows ? of % one #.cache"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void After_a_damaged_block_the_others_can_still_be_read()
    {
        byte[] marked = [.. Enumerable.Repeat((byte)0xA5, 64)];
        Sealed([.. Enumerable.Range(0, 200).Select(i => ("numbers", new[] { (byte)i }, i == 150 ? marked : new byte[1000]))]).Dispose();
        var content = System.IO.File.ReadAllBytes(FilePath);
        content[content.AsSpan().IndexOf(marked)] ^= 1;
        System.IO.File.WriteAllBytes(FilePath, content);
        using var file = LiteDbCacheFile.Open(FilePath);

        Assert.Contains("table numbers: page", Assert.Throws<CacheException>(() => Get(file, "numbers", [150])).Message, StringComparison.Ordinal);
        Assert.Equal(new byte[1000], Get(file, "numbers", [0]));
        Assert.Throws<CacheException>(file.Check);
    }

    [Fact]
    public void Every_block_lies_where_the_directory_says()
    {
        Sealed([.. Enumerable.Range(0, 256).Select(i => ("numbers", new[] { (byte)i }, new byte[i % 50 == 0 ? 40_000 : 700])), ("letters", [1], [1])]).Dispose();
        using var pages = SealedPages.Open(FilePath);
        using var reader = new BlockReader(FilePath, pages);
        var tables = reader.ReadDirectory();

        Assert.True(tables["numbers"].Count > 10);
        Assert.All(tables.Values, fences => Assert.All(Enumerable.Range(0, fences.Count), block => Assert.NotNull(pages.TryReadBlock(fences.NumberOf(block), fences.PlaceOf(block), new BlockBuffer()))));
    }

    /// <summary>Such as another version of LiteDB would write it, or whoever forges a directory.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    [InlineData(4, 200)]
    [InlineData(1_000_000, 0)]
    [InlineData(uint.MaxValue, 255)]
    public void A_block_that_does_not_lie_where_the_directory_says_is_found_by_LiteDB(uint page, byte segment)
    {
        var packer = new RowPacker();
        var fences = new Fences.Builder();
        using (var pages = UnsealedPages.Create(FilePath))
        {
            using (var engine = new LiteEngine(new EngineSettings { DataStream = pages, LogStream = new MemoryStream(), Collation = Collation.Binary }))
            {
                for (byte number = 0; number < 4; number++)
                {
                    packer.Add([number], [.. Enumerable.Repeat(number, 10_000)]);
                    fences.Add(number, packer.LastKey);
                    engine.Insert(LiteDbDocuments.Blocks, [LiteDbDocuments.Of((int)number, packer.Take())], BsonAutoId.Int32);
                }

                engine.Insert(LiteDbDocuments.Blocks, [LiteDbDocuments.Of(4, CacheDirectory.Encode([("numbers", fences.Encode(_ => new(page, segment)))]))], BsonAutoId.Int32);
                engine.Checkpoint();
            }

            pages.Seal(directory: 4);
        }

        using var file = LiteDbCacheFile.Open(FilePath);

        Assert.All(Enumerable.Range(0, 4), number => Assert.Equal(Enumerable.Repeat((byte)number, 10_000), Get(file, "numbers", [(byte)number])!));
    }

    private static byte[]? Get(ICacheFile file, string table, byte[] key) => file.First(table, key) is { } row && row.Key.Span.SequenceEqual(key) ? row.Value.ToArray() : null;

    private ICacheFile Sealed(params (string Table, byte[] Key, byte[] Value)[] rows)
    {
        using (var builder = LiteDbCacheFileBuilder.Create(FilePath, ["numbers", "letters"]))
        {
            foreach (var (table, key, value) in rows)
            {
                builder.Put(table, key, value);
            }

            builder.Seal();
        }

        return LiteDbCacheFile.Open(FilePath);
    }
}
