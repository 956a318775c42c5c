using FsCheck;
using FsCheck.Fluent;
using Kiosk.Verification.Crls;

namespace Kiosk.Verification.Tests.Crls;

public sealed class RevocationIndexTests
{
    private static readonly byte[] KeyHash = Enumerable.Range(0, 32).Select(number => (byte)number).ToArray();

    [Fact]
    public void Every_hash_in_the_index_is_found_and_its_neighbours_are_not() =>
        Prop.ForAll<ulong[]>(hashes => FindsExactly([.. hashes.Order()])).QuickCheckThrowOnFailure();

    [Fact]
    public void Evenly_spread_hashes_are_found()
    {
        var random = new Random(20261122);

        FindsExactly([.. Enumerable.Range(0, 20_000).Select(_ => unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue))).Order()]);
    }

    [Fact]
    public void Hashes_crowded_at_one_end_are_found()
    {
        FindsExactly([.. Enumerable.Range(0, 5_000).Select(number => (ulong)number * 3)]);
        FindsExactly([.. Enumerable.Range(0, 5_000).Select(number => ulong.MaxValue - ((4_999UL - (ulong)number) * 3))]);
    }

    [Fact]
    public void An_empty_index_contains_nothing()
    {
        Assert.False(RevocationIndex.Empty.Contains(0));
        Assert.False(RevocationIndex.Empty.Contains(ulong.MaxValue));
    }

    [Fact]
    public void An_index_that_is_not_sorted_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new RevocationIndex([1, 3, 2]));
    }

    [Fact]
    public void Leading_zeros_of_a_serial_number_do_not_count()
    {
        Assert.Equal(RevocationIndex.Hash(KeyHash, [0x80, 0x01]), RevocationIndex.Hash(KeyHash, [0x00, 0x00, 0x80, 0x01]));
    }

    [Fact]
    public void A_hash_is_the_first_8_bytes_of_SHA256_over_key_hash_and_serial_number()
    {
        var digest = System.Security.Cryptography.SHA256.HashData([.. KeyHash, 0x80, 0x01]);

        Assert.Equal(Convert.ToUInt64(Convert.ToHexString(digest, 0, 8), 16), RevocationIndex.Hash(KeyHash, [0x80, 0x01]));
    }

    [Theory]
    [InlineData(31, 1)]
    [InlineData(33, 1)]
    [InlineData(32, 21)]
    public void Key_hashes_and_serial_numbers_of_other_lengths_are_refused(int keyHashLength, int serialNumberLength)
    {
        Assert.Throws<ArgumentException>(() => RevocationIndex.Hash(new byte[keyHashLength], Enumerable.Repeat((byte)1, serialNumberLength).ToArray()));
    }

    [Fact]
    public void An_answer_rests_on_the_hash_that_was_found_or_on_both_neighbours_of_the_one_that_was_not()
    {
        var asked = new List<int>();
        ulong[] hashes = [.. Enumerable.Range(1, 1000).Select(i => (ulong)i << 54)];
        var index = RevocationIndex.Vouched(hashes, asked.Add);

        Assert.True(index.Contains(hashes[500]));
        Assert.Contains(500, asked);
        asked.Clear();
        Assert.False(index.Contains(hashes[500] + 1));
        Assert.Equal([500, 501], asked);
        asked.Clear();
        Assert.False(index.Contains(0));
        Assert.False(index.Contains(ulong.MaxValue));
        Assert.Equal([0, 999], asked);
    }

    private static void FindsExactly(ulong[] hashes)
    {
        var index = new RevocationIndex(hashes);
        var set = hashes.ToHashSet();
        foreach (var hash in hashes)
        {
            Assert.True(index.Contains(hash));
            Assert.Equal(set.Contains(unchecked(hash + 1)), index.Contains(unchecked(hash + 1)));
            Assert.Equal(set.Contains(unchecked(hash - 1)), index.Contains(unchecked(hash - 1)));
        }
    }
}
