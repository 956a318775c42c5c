using FsCheck;
using FsCheck.Fluent;
using Kiosk.Service.Cache.LiteDb;

namespace Kiosk.Service.Tests.Cache.LiteDb;

public sealed class FencesTests
{
    public static TheoryData<string, byte[]> NoFences => new()
    {
        { "nothing", [] },
        { "a negative number of blocks", [255, 255, 255, 255] },
        { "more blocks than there are bytes for", [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "a key that ends before it begins", [1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0] },
        { "keys out of order", [2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 7, 7] },
        { "bytes behind the last key", [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 7, 7] },
        { "a key that is cut off", [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 7] },
    };

    [Theory]
    [MemberData(nameof(NoFences))]
    public void What_is_no_directory_is_refused(string what, byte[] encoded) => Assert.True(Fences.TryParse(encoded) is null, what);

    [Fact]
    public void Random_bytes_are_refused_or_can_be_read() => Prop.ForAll<byte[]>(bytes =>
        Fences.TryParse(bytes) is not { } fences || fences.FirstFrom([128]) <= fences.Count).QuickCheckThrowOnFailure();

    [Fact]
    public void The_block_of_a_key_is_the_first_whose_last_key_is_not_less()
    {
        var fences = Of((7, [2]), (8, [4]), (12, [6, 0]));

        Assert.Equal([0, 0, 1, 1, 2, 2, 3], new byte[][] { [1], [2], [3], [4], [5], [6], [6, 1] }.Select(key => fences.FirstFrom(key)));
        Assert.Equal([7, 8, 12], Enumerable.Range(0, fences.Count).Select(fences.NumberOf));
        Assert.Equal([new(107, 7), new(108, 8), new(112, 12)], Enumerable.Range(0, fences.Count).Select(fences.PlaceOf));
    }

    private static Fences Of(params (int Number, byte[] LastKey)[] blocks)
    {
        var builder = new Fences.Builder();
        foreach (var (number, lastKey) in blocks)
        {
            builder.Add(number, lastKey);
        }

        return Fences.TryParse(builder.Encode(number => new((uint)(number + 100), (byte)number)))!;
    }
}
