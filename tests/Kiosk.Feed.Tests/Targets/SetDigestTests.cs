using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using static Kiosk.Feed.Tests.Targets.Sets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class SetDigestTests
{
    [Fact]
    public void The_hash_matches_its_documentation()
    {
        SetRow[] rows = [Member(0x0102, 1), Member(0x0102, 2), Member(0x0203, 1)];
        var file = Snapshot(rows)[26..];
        var rowLength = file.Length / 3;
        byte[] digests =
        [
            .. "kiosk.set.v1"u8, 1,
            2, 1, 2, .. SHA256.HashData(file.AsSpan(0, 2 * rowLength)),
            2, 2, 3, .. SHA256.HashData(file.AsSpan(2 * rowLength)),
        ];

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(digests)), DigestOf(rows).Hash.ToString());
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
        Assert.NotEqual(SetDigest.Empty(DataClass.Meetings).Hash, SetDigest.Empty(DataClass.Members).Hash);

    [Fact]
    public void Stored_digests_are_parsed()
    {
        var digest = DigestOf([Member(1, 1), Member(2, 1)]);

        Assert.Equal((digest.Hash, digest.DataClass), (SetDigest.Parse(digest.Encoded.ToArray()).Hash, SetDigest.Parse(digest.Encoded.ToArray()).DataClass));
    }

    [Fact]
    public void Stored_digests_that_are_truncated_or_out_of_order_are_refused()
    {
        var whole = DigestOf([Member(1, 1), Member(2, 1)]).Encoded.ToArray();
        byte[] swapped = [.. whole[..13], .. whole[48..], .. whole[13..48]];

        Assert.All(Enumerable.Range(0, whole.Length).Except([13, 48]), length => Assert.Throws<TargetFormatException>(() => SetDigest.Parse(whole[..length])));
        Assert.Throws<TargetFormatException>(() => SetDigest.Parse(swapped));
    }

    [Fact]
    public void A_bucket_longer_than_the_buffer_hashes_the_same()
    {
        var row = new SetRow(DataClasses.MeetingKey("hop"), Enumerable.Repeat((byte)'x', 200_000).ToArray());
        var file = Snapshot([row], dataClass: DataClass.Meetings)[26..];

        Assert.Equal(
            new SetHash(SHA256.HashData([.. "kiosk.set.v1"u8, 2, 3, .. "hop"u8, .. SHA256.HashData(file)])),
            DigestOf([row], DataClass.Meetings).Hash);
    }

    [Fact]
    public void The_digests_after_any_delta_equal_those_of_the_whole_set() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte, byte)[]>(),
            ArbMap.Default.ArbFor<(byte, byte, bool)[]>(),
            (present, changed) =>
            {
                var before = present.Select(at => Member((ushort)(at.Item1 % 8), (byte)(at.Item2 % 8))).DistinctBy(Key).OrderBy(Key, StringComparer.Ordinal).ToList();
                var changes = changed
                    .Select(at => (Row: Member((ushort)(at.Item1 % 8), (byte)(at.Item2 % 8), "new"), Removes: at.Item3))
                    .DistinctBy(change => Key(change.Row))
                    .Where(change => !change.Removes || before.Any(row => Key(row) == Key(change.Row)))
                    .OrderBy(change => Key(change.Row), StringComparer.Ordinal)
                    .Select(change => new SetChange(change.Row.Key, change.Removes ? default : change.Row.Value))
                    .ToList();
                var after = SetUpdate.Merge(before, changes).ToList();

                var update = SetUpdate.Apply(DataClass.Members, changes, (prefix, show) => Show(before, prefix, show));

                var digest = DigestOf(before).With(SetDigestPatch.Parse(update.Changed.Encode()));
                return digest.Encoded.Span.SequenceEqual(DigestOf(after).Encoded.Span)
                    && Enumerable.Range(1, 80).All(length => SumInParts(DigestOf(before), update.Changed, length) == digest.Hash)
                    && before.Count + update.Growth == after.Count;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_buckets_touched_by_the_delta_are_read()
    {
        SetRow[] before = [Member(1, 1), Member(2, 1), Member(3, 1)];
        var read = new List<string>();

        SetUpdate.Apply(DataClass.Members, [new(before[1].Key, default), new(Member(9, 9).Key, "new"u8.ToArray())], (prefix, show) =>
        {
            read.Add(Convert.ToHexString(prefix.Span));
            Show(before, prefix, show);
        });

        Assert.Equal(["0002", "0009"], read);
    }

    [Fact]
    public void The_later_of_two_patches_wins()
    {
        SetRow[] before = [Member(1, 1), Member(2, 1)];
        var first = Patch(before, new SetChange(before[0].Key, default), new SetChange(before[1].Key, "first"u8.ToArray()));
        SetRow[] between = [before[1] with { Value = "first"u8.ToArray() }];
        first.Add(Patch(between, new SetChange(before[0].Key, "again"u8.ToArray()), new SetChange(before[1].Key, default)));

        Assert.Equal(DigestOf([before[0] with { Value = "again"u8.ToArray() }]).Hash, DigestOf(before).With(first).Hash);
    }

    [Fact]
    public void A_corrupt_stored_digest_makes_the_resulting_hash_wrong()
    {
        SetRow[] before = [Member(1, 1), Member(2, 1)];
        var kept = DigestOf(before).Encoded.ToArray();
        kept[^1] ^= 1;
        var patch = Patch(before, new SetChange(before[0].Key, "new"u8.ToArray()));

        Assert.NotEqual(DigestOf([before[0] with { Value = "new"u8.ToArray() }, before[1]]).Hash, SetDigest.Parse(kept).With(patch).Hash);
    }

    [Fact]
    public void Removing_a_missing_key_is_refused() =>
        Assert.Throws<TargetFormatException>(() => SetUpdate.Apply(DataClass.Members, [new(Member(1, 2).Key, default)], (prefix, show) => Show([Member(1, 1)], prefix, show)));

    [Fact]
    public void A_roster_bucket_is_the_meeting_and_one_byte_of_the_tag()
    {
        var tag = CardTag.FromBytes(Convert.FromHexString("AB00112233445566778899AABBCCDDEE"));

        Assert.Equal([.. "hop-1"u8, 0, 0xAB], DataClass.Rosters.BucketOf(DataClasses.RosterKey("hop-1", tag)).ToArray());
    }

    private static void Show(IEnumerable<SetRow> rows, ReadOnlyMemory<byte> prefix, SetRowVisitor show) =>
        Assert.All(rows.Where(row => row.Key.Span.StartsWith(prefix.Span)), row => show(row.Key.Span, row.Value.Span));

    private static SetHash SumInParts(SetDigest kept, SetDigestPatch patch, int length)
    {
        using var sum = new SetDigestSum(patch);
        for (var start = 0; start < kept.Encoded.Length; start += length)
        {
            sum.Add(kept.Encoded.Span[start..Math.Min(start + length, kept.Encoded.Length)]);
        }

        return sum.Finish();
    }

    private static SetDigestPatch Patch(SetRow[] before, params SetChange[] changes) =>
        SetUpdate.Apply(DataClass.Members, changes, (prefix, show) => Show(before, prefix, show)).Changed;

    private static string Key(SetRow row) => Convert.ToHexString(row.Key.Span);

    private static byte[] Flip(ReadOnlyMemory<byte> bytes, int place)
    {
        var copy = bytes.ToArray();
        copy[place] ^= 0x80;
        return copy;
    }
}
