using System.Runtime.Versioning;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Cache.LiteDb;

/// <summary>What a cache file promises, whatever its rows mean.</summary>
public sealed class LiteDbCacheFileTests : IDisposable
{
    private readonly TestFolder folder = new();

    private string FilePath => folder["rows ? of % one #.cache"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_row_is_found_by_its_key_and_by_no_other()
    {
        using var file = Sealed(("numbers", [1], [10]), ("numbers", [1, 0], [11]), ("numbers", [2], []));

        Assert.Equal([10], Get(file, "numbers", [1]));
        Assert.Equal([11], Get(file, "numbers", [1, 0]));
        Assert.Empty(Get(file, "numbers", [2])!);
        Assert.Null(Get(file, "numbers", [0]));
        Assert.Null(Get(file, "numbers", [2, 0]));
        Assert.Null(Get(file, "letters", [1]));
    }

    [Fact]
    public void A_scan_yields_the_keys_with_the_prefix_in_the_order_of_unsigned_bytes()
    {
        using var file = Sealed(("numbers", [1], [0]), ("numbers", [1, 0x7F], [1]), ("numbers", [1, 0x80], [2]), ("numbers", [1, 0xFF, 0xFF], [3]), ("numbers", [2], [4]));

        Assert.Equal([0, 1, 2, 3], Scan(file, "numbers", new byte[] { 1 }).Select(row => row.Value.Span[0]));
        Assert.Equal([0, 1, 2, 3, 4], Scan(file, "numbers", default).Select(row => row.Value.Span[0]));
        Assert.Empty(Scan(file, "numbers", new byte[] { 3 }));
        Assert.Empty(Scan(file, "letters", default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void A_scan_crosses_its_own_pages(int rows)
    {
        using var file = Sealed([.. Enumerable.Range(0, rows).Select(i => ("numbers", new[] { (byte)i }, new[] { (byte)i }))]);

        Assert.Equal(Enumerable.Range(0, rows).Select(i => (byte)i), Scan(file, "numbers", default).Select(row => row.Value.Span[0]));
    }

    [Fact]
    public void Random_rows_read_back_as_a_sorted_dictionary_holds_them()
    {
        var random = new Random(20261122);
        var rows = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (rows.Count < 500)
        {
            var key = new byte[random.Next(1, 24)];
            var value = new byte[random.Next(0, 100) == 0 ? 70_000 : random.Next(0, 400)];
            random.NextBytes(key);
            random.NextBytes(value);
            rows[Convert.ToHexString(key)] = value;
        }

        using var file = Sealed([.. rows.Select(row => ("numbers", Convert.FromHexString(row.Key), row.Value))]);

        Assert.Equal(rows.Keys, Scan(file, "numbers", default).Select(row => Convert.ToHexString(row.Key.Span)));
        Assert.All(rows, row => Assert.Equal(row.Value, Get(file, "numbers", Convert.FromHexString(row.Key))));
        file.Check();
    }

    [Fact]
    public void A_walk_shows_every_row_of_the_table_in_order()
    {
        using var file = Sealed(("numbers", [1], [10]), ("letters", [1], [99]), ("numbers", [1, 0], []), ("numbers", [2], [.. Enumerable.Repeat((byte)12, 70_000)]));
        var seen = new List<(string Key, int Length)>();
        file.Walk("numbers", (key, value) => seen.Add((Convert.ToHexString(key), value.Length)));

        Assert.Equal([("01", 1), ("0100", 0), ("02", 70_000)], seen);
    }

    [Fact]
    public void Tables_may_be_filled_in_turns()
    {
        using var file = Sealed(("numbers", [2], [1]), ("letters", [1], [2]), ("numbers", [3], [3]), ("letters", [2], [4]));

        Assert.Equal([1, 3], Scan(file, "numbers", default).Select(row => row.Value.Span[0]));
        Assert.Equal([2, 4], Scan(file, "letters", default).Select(row => row.Value.Span[0]));
    }

    [Theory]
    [InlineData(new byte[] { 2 })]
    [InlineData(new byte[] { 1, 255 })]
    [InlineData(new byte[] { })]
    public void A_key_that_does_not_come_after_the_last_one_is_refused(byte[] key)
    {
        using var builder = LiteDbCacheFileBuilder.Create(FilePath, ["numbers"]);
        builder.Put("numbers", [2], [0]);

        Assert.Throws<InvalidOperationException>(() => builder.Put("numbers", key, [0]));
    }

    [Fact]
    public void Neither_an_undeclared_table_nor_a_sealed_file_takes_rows()
    {
        using var builder = LiteDbCacheFileBuilder.Create(FilePath, ["numbers"]);
        Assert.Throws<InvalidOperationException>(() => builder.Put("letters", [1], [0]));
        builder.Seal();

        Assert.Throws<InvalidOperationException>(() => builder.Put("numbers", [1], [0]));
        Assert.Throws<InvalidOperationException>(builder.Seal);
    }

    [Fact]
    public void An_existing_file_is_not_built_over()
    {
        System.IO.File.WriteAllText(FilePath, "something else");

        Assert.Throws<IOException>(() => LiteDbCacheFileBuilder.Create(FilePath, ["numbers"]));
        Assert.Equal("something else", System.IO.File.ReadAllText(FilePath));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_is_readable_by_its_owner_only()
    {
        Sealed(("numbers", [1], [0])).Dispose();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Opening_what_is_not_a_sealed_file_is_a_damaged_cache()
    {
        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => LiteDbCacheFile.Open(FilePath)).Fault);
        System.IO.File.WriteAllBytes(FilePath, [.. Enumerable.Repeat((byte)'x', 10_000)]);
        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => LiteDbCacheFile.Open(FilePath)).Fault);
    }

    [Fact]
    public void A_file_that_an_earlier_version_wrote_with_SQLite_is_said_to_be_that()
    {
        System.IO.File.WriteAllBytes(FilePath, [.. "SQLite format 3\0"u8, .. new byte[4080]]);

        var refusal = Assert.Throws<CacheException>(() => LiteDbCacheFile.Open(FilePath));

        Assert.Equal($"{FilePath} was written with SQLite, by an earlier version of this program. {CacheException.FetchAnew.English}", refusal.Message);
    }

    [Fact]
    public void A_table_that_the_file_does_not_have_is_a_damaged_cache()
    {
        using var file = Sealed(("numbers", [1], [0]));

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => Get(file, "words", [1])).Fault);
        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => Scan(file, "words", default).ToList()).Fault);
        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => file.Walk("words", (_, _) => { })).Fault);
    }

    [Fact]
    public void A_file_cut_short_is_refused_when_it_is_opened_or_checked()
    {
        Sealed([.. Enumerable.Range(0, 2000).Select(i => ("numbers", new[] { (byte)(i / 256), (byte)(i % 256) }, new byte[100]))]).Dispose();
        var content = System.IO.File.ReadAllBytes(FilePath);
        System.IO.File.WriteAllBytes(FilePath, content[..(content.Length / 2)]);

        var refusal = Assert.Throws<CacheException>(() =>
        {
            using var file = LiteDbCacheFile.Open(FilePath);
            file.Check();
            Assert.Equal(2000, Scan(file, "numbers", default).Count());
        });
        Assert.Contains(FilePath, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_file_says_so()
    {
        var file = Sealed(("numbers", [1], [0]));
        file.Dispose();

        Assert.Equal(CacheFault.Closed, Assert.Throws<CacheException>(() => Get(file, "numbers", [1])).Fault);
        Assert.Equal(CacheFault.Closed, Assert.Throws<CacheException>(() => Scan(file, "numbers", default).ToList()).Fault);
        Assert.Equal(CacheFault.Closed, Assert.Throws<CacheException>(() => file.Walk("numbers", (_, _) => { })).Fault);
        Assert.Equal(CacheFault.Closed, Assert.Throws<CacheException>(file.Check).Fault);
    }

    [Fact]
    public void Many_threads_read_one_file()
    {
        using var file = Sealed([.. Enumerable.Range(0, 200).Select(i => ("numbers", new[] { (byte)i }, new[] { (byte)i }))]);

        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            Assert.Equal((byte)(i % 200), Get(file, "numbers", [(byte)(i % 200)])![0]);
            if (i % 100 == 0)
            {
                Assert.Equal(200, Scan(file, "numbers", default).Count());
            }
        });
    }

    [Fact]
    public void The_row_after_those_with_the_prefix_or_in_the_place_of_a_missing_key_is_shown_too()
    {
        using var file = Sealed(("numbers", [1], [0]), ("numbers", [1, 0], [1]), ("numbers", [2], [2]), ("numbers", [3], [3]));

        Assert.Equal([0, 1, 2], file.Scan("numbers", KeyRange.Prefix(new byte[] { 1 })).Select(row => row.Value.Span[0]));
        Assert.Equal([3], file.Scan("numbers", KeyRange.Prefix(new byte[] { 2, 0 })).Select(row => row.Value.Span[0]));
        Assert.Empty(file.Scan("numbers", KeyRange.Prefix(new byte[] { 4 })));
        Assert.Equal([3], file.First("numbers", [2, 0])!.Value.Key.ToArray());
        Assert.Null(file.First("numbers", [4]));
    }

    [Fact]
    public void A_range_may_end_within_a_prefix()
    {
        using var file = Sealed(("numbers", [0x1F], [0]), ("numbers", [0x20], [1]), ("numbers", [0x2F, 0xFF], [2]), ("numbers", [0x3F, 0xFF], [3]), ("numbers", [0x40], [4]), ("numbers", [0x41], [5]));
        var range = new KeyRange(new byte[] { 0x20 }, new byte[] { 0x3F });
        var passed = new List<byte>();
        file.Pass("numbers")(range, (_, value) => passed.Add(value[0]));

        Assert.Equal([1, 2, 3, 4], file.Scan("numbers", range).Select(row => row.Value.Span[0]));
        Assert.Equal([1, 2, 3], passed);
    }

    private static byte[]? Get(ICacheFile file, string table, byte[] key) => file.First(table, key) is { } row && row.Key.Span.SequenceEqual(key) ? row.Value.ToArray() : null;

    private static IEnumerable<CacheRow> Scan(ICacheFile file, string table, ReadOnlyMemory<byte> prefix) =>
        file.Scan(table, KeyRange.Prefix(prefix)).TakeWhile(row => row.Key.Span.StartsWith(prefix.Span));

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
