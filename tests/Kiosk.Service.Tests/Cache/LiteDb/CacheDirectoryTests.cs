using Kiosk.Service.Cache.LiteDb;

namespace Kiosk.Service.Tests.Cache.LiteDb;

public sealed class CacheDirectoryTests
{
    private static byte[] Encoded => CacheDirectory.Encode([("numbers", Fences([1], [2])), ("letters", Fences())]);

    [Fact]
    public void Every_table_is_found_by_its_name()
    {
        var tables = CacheDirectory.TryParse(Encoded)!;

        Assert.Equal(["letters", "numbers"], tables.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((2, 0), (tables["numbers"].Count, tables["letters"].Count));
        Assert.Equal(1, tables["numbers"].FirstFrom([2]));
    }

    [Fact]
    public void A_directory_cut_short_inside_a_table_is_none() =>
        Assert.All(Enumerable.Range(1, Encoded.Length - 1).Except([CacheDirectory.Encode([("numbers", Fences([1], [2]))]).Length]), length => Assert.Null(CacheDirectory.TryParse(Encoded.AsMemory(0, length))));

    [Fact]
    public void A_table_that_is_named_twice_makes_it_none() => Assert.Null(CacheDirectory.TryParse(CacheDirectory.Encode([("numbers", Fences()), ("numbers", Fences())])));

    private static byte[] Fences(params byte[][] lastKeys)
    {
        var fences = new Fences.Builder();
        foreach (var (number, key) in lastKeys.Index())
        {
            fences.Add(number, key);
        }

        return fences.Encode(_ => default);
    }
}
