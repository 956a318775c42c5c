using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class SetShapeTests
{
    [Theory]
    [InlineData(0, 6)]
    [InlineData(1000, 6)]
    [InlineData(1500, 7)]
    [InlineData(300_000, 15)]
    [InlineData(1_000_000, 16)]
    [InlineData(3_000_000, 18)]
    [InlineData(DataClasses.MaxRowCount, 18)]
    public void The_depth_follows_the_number_of_rows(int rows, int depth) => Assert.Equal(depth, SetShape.For(DataClass.Members, rows, last: null).Depth);

    [Theory]
    [InlineData(300_000, 15)]
    [InlineData(1_000_000, 15)]
    [InlineData(140_000, 15)]
    [InlineData(1_100_000, 17)]
    [InlineData(130_000, 13)]
    public void A_set_that_grows_or_shrinks_keeps_its_depth_until_its_buckets_are_far_from_their_usual_length(int rows, int depth) =>
        Assert.Equal(depth, SetShape.For(DataClass.Members, rows, new(DataClass.Members, 15)).Depth);

    [Theory]
    [InlineData(DataClass.Meetings)]
    [InlineData(DataClass.Rosters)]
    public void A_small_class_is_one_bucket_of_any_key(DataClass dataClass)
    {
        var shape = SetShape.For(dataClass, rows: 60_000, last: null);

        Assert.Equal((1, 1, 0), (shape.BucketCount, shape.GroupCount, shape.BucketOf("a"u8)));
        Assert.Equal(default, shape.KeysOf(0));
    }

    [Theory]
    [InlineData(DataClass.Members, 5)]
    [InlineData(DataClass.Members, 21)]
    [InlineData(DataClass.Meetings, 6)]
    public void No_class_has_another_depth(DataClass dataClass, int depth) => Assert.Throws<ArgumentException>(() => new SetShape(dataClass, depth));

    [Theory]
    [InlineData("00000000", "00001FFF", 0)]
    [InlineData("00002000", "00003FFF", 1)]
    [InlineData("FFFFE000", "FFFFFFFF", 524_287)]
    public void A_bucket_is_the_keys_with_the_same_first_bits(string first, string last, int bucket)
    {
        var shape = new SetShape(DataClass.Members, 19);
        var range = shape.KeysOf(bucket);

        Assert.Equal((first, last), (Convert.ToHexString(range.First.Span), Convert.ToHexString(range.Last.Span)));
        Assert.Equal((bucket, bucket), (shape.BucketOf(range.First.Span), shape.BucketOf(range.Last.Span)));
        Assert.False(range.EndsBefore([.. range.Last.Span, 0xFF]));
    }
}
