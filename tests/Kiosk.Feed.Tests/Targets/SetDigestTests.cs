using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Targets;
using static Kiosk.Feed.Tests.Targets.Sets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class SetDigestTests
{
    [Fact]
    public void The_hash_matches_its_documentation()
    {
        SetRow[] rows = [Member(0x0402, 1), Member(0x0402, 2), Member(0xFC00, 1)];
        var file = Snapshot(rows)[26..];
        var rowLength = file.Length / 3;
        byte[][] buckets = [.. Enumerable.Repeat(SHA256.HashData([]), 64)];
        buckets[1] = SHA256.HashData(file.AsSpan(0, 2 * rowLength));
        buckets[63] = SHA256.HashData(file.AsSpan(2 * rowLength));

        var hash = SHA256.HashData([.. "kiosk.set.v2"u8, 1, 6, .. SHA256.HashData([.. buckets.SelectMany(bucket => bucket)])]);

        Assert.Equal(Convert.ToHexStringLower(hash), DigestOf(rows).Hash.ToString());
    }

    [Fact]
    public void The_same_rows_in_another_depth_have_another_hash()
    {
        var row = Member(7, 1);

        Assert.NotEqual(DigestOf([row]).Hash, DigestOf([row], new SetShape(DataClass.Members, 7)).Hash);
    }

    [Fact]
    public void Changing_any_byte_of_a_row_changes_the_hash()
    {
        var row = Member(7, 1, "value");
        var hash = DigestOf([row]).Hash;

        Assert.All(Enumerable.Range(0, row.Key.Length), place => Assert.NotEqual(hash, DigestOf([row with { Key = Flip(row.Key, place) }]).Hash));
        Assert.All(Enumerable.Range(0, row.Value.Length), place => Assert.NotEqual(hash, DigestOf([row with { Value = Flip(row.Value, place) }]).Hash));
    }

    [Fact]
    public void Empty_sets_of_different_classes_have_different_hashes() =>
        Assert.NotEqual(DigestOf([], DataClass.Meetings).Hash, DigestOf([], DataClass.Rosters).Hash);

    [Fact]
    public void Stored_patches_that_are_truncated_out_of_order_or_of_a_larger_set_are_refused()
    {
        var shape = ShapeOf(DataClass.Members);
        var patch = Patch([], new(Member(0x0400, 1).Key, "new"u8.ToArray()), new(Member(0x0800, 1).Key, "new"u8.ToArray())).Encode();
        byte[] swapped = [.. patch[36..72], .. patch[..36]];
        byte[] beyond = [0, 0, 0, 65, .. patch[4..36]];

        Assert.All(Enumerable.Range(1, 71).Except([36]), length => Assert.Throws<TargetFormatException>(() => SetDigestPatch.Parse(shape, patch.AsSpan(0, length))));
        Assert.Throws<TargetFormatException>(() => SetDigestPatch.Parse(shape, swapped));
        Assert.Throws<TargetFormatException>(() => SetDigestPatch.Parse(shape, beyond));
    }

    [Fact]
    public void A_bucket_longer_than_the_buffer_hashes_the_same()
    {
        var row = new SetRow(MeetingKey, Enumerable.Repeat((byte)'x', 200_000).ToArray());
        var file = Snapshot([row], dataClass: DataClass.Meetings)[26..];

        Assert.Equal(
            new SetHash(SHA256.HashData([.. "kiosk.set.v2"u8, 2, 0, .. SHA256.HashData(SHA256.HashData(file))])),
            DigestOf([row], DataClass.Meetings).Hash);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    public void The_digests_after_any_delta_equal_those_of_the_whole_set(int depth) =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte, byte)[]>(),
            ArbMap.Default.ArbFor<(byte, byte, bool)[]>(),
            (present, changed) =>
            {
                var shape = new SetShape(DataClass.Members, depth);
                var before = present.Select(at => Member((ushort)(at.Item1 << 7), (byte)(at.Item2 % 8))).DistinctBy(Key).OrderBy(Key, StringComparer.Ordinal).ToList();
                var changes = changed
                    .Select(at => (Row: Member((ushort)(at.Item1 << 7), (byte)(at.Item2 % 8), "new"), Removes: at.Item3))
                    .DistinctBy(change => Key(change.Row))
                    .Where(change => !change.Removes || before.Any(row => Key(row) == Key(change.Row)))
                    .OrderBy(change => Key(change.Row), StringComparer.Ordinal)
                    .Select(change => new SetChange(change.Row.Key, change.Removes ? default : change.Row.Value))
                    .ToList();
                var after = SetUpdate.Merge(before, changes).ToList();

                var update = SetUpdate.Apply(shape, changes, (range, show) => Show(before, range, show));

                var digests = Patched(DigestOf(before, shape), new(), update.Changed);
                return digests.AsSpan().SequenceEqual(DigestOf(after, shape).Encoded.Span)
                    && SetDigest.HashOf(shape, digests.AsSpan(shape.BucketCount * SetHash.Length)) == DigestOf(after, shape).Hash
                    && before.Count + update.Growth == after.Count;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_buckets_touched_by_the_delta_are_read()
    {
        SetRow[] before = [Member(0x0400, 1), Member(0x0800, 1), Member(0x0C00, 1)];
        var read = new List<string>();

        SetUpdate.Apply(ShapeOf(DataClass.Members), [new(before[1].Key, default), new(Member(0x2400, 9).Key, "new"u8.ToArray())], (range, show) =>
        {
            read.Add($"{Convert.ToHexString(range.First.Span)}-{Convert.ToHexString(range.Last.Span)}");
            Show(before, range, show);
        });

        Assert.Equal(["08000000-0BFFFFFF", "24000000-27FFFFFF"], read);
    }

    [Fact]
    public void Only_groups_touched_by_the_delta_are_read()
    {
        var shape = new SetShape(DataClass.Members, 8);
        var read = new List<int>();

        SetUpdate.Apply(shape, [new(Member(0x4000, 1).Key, "new"u8.ToArray()), new(Member(0x7F00, 1).Key, "new"u8.ToArray())], (_, _) => { })
            .Changed.AddGroups(shape, new(), (group, _) => read.Add(group));

        Assert.Equal([1], read);
    }

    [Fact]
    public void The_later_of_two_patches_wins()
    {
        SetRow[] before = [Member(1, 1), Member(0x0400, 1)];
        var first = Patch(before, new SetChange(before[0].Key, default), new SetChange(before[1].Key, "first"u8.ToArray()));
        SetRow[] between = [before[1] with { Value = "first"u8.ToArray() }];
        var second = Patch(between, new SetChange(before[0].Key, "again"u8.ToArray()), new SetChange(before[1].Key, default));

        Assert.Equal(DigestOf([before[0] with { Value = "again"u8.ToArray() }]).Encoded.ToArray(), Patched(DigestOf(before), first, second));
    }

    [Fact]
    public void A_corrupt_stored_digest_makes_the_resulting_hash_wrong()
    {
        SetRow[] before = [Member(1, 1), Member(0x0400, 1)];
        var stored = DigestOf(before).Encoded.ToArray();
        stored[(2 * SetHash.Length) - 1] ^= 1;
        var patch = Patch(before, new SetChange(before[0].Key, "new"u8.ToArray()));

        Assert.NotEqual(DigestOf([before[0] with { Value = "new"u8.ToArray() }, before[1]]).Encoded.ToArray(), Patched(stored, ShapeOf(DataClass.Members), new(), patch));
    }

    [Fact]
    public void Removing_a_missing_key_is_refused() =>
        Assert.Throws<TargetFormatException>(() => SetUpdate.Apply(ShapeOf(DataClass.Members), [new(Member(1, 2).Key, default)], (prefix, show) => Show([Member(1, 1)], prefix, show)));

    private static SetDigestPatch Patch(SetRow[] before, params SetChange[] changes) =>
        SetUpdate.Apply(ShapeOf(DataClass.Members), changes, (range, show) => Show(before, range, show)).Changed;

    private static string Key(SetRow row) => Convert.ToHexString(row.Key.Span);

    private static byte[] Flip(ReadOnlyMemory<byte> bytes, int place)
    {
        var copy = bytes.ToArray();
        copy[place] ^= 0x80;
        return copy;
    }
}
