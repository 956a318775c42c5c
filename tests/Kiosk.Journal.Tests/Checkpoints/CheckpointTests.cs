using System.Security.Cryptography;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private static readonly Checkpoint Sample = Of(3);

    [Fact]
    public void A_checkpoint_reads_back()
    {
        Assert.Equal(Sample.ToText(), Checkpoint.Parse(Sample.ToText()).ToText());
        Assert.Equal(17UL, Checkpoint.Parse((Sample with { KeyKind = "tpm", Counter = 17 }).ToText()).Counter);
        Assert.Equal((Sample with { LastAttested = null }).ToText(), Checkpoint.Parse((Sample with { LastAttested = null }).ToText()).ToText());
    }

    [Fact]
    public void The_first_three_lines_are_those_of_any_transparency_log() =>
        Assert.Equal(["kiosk-journal/HN-01", "3", Convert.ToBase64String(Sample.Root.Span)], Sample.ToText().Split('\n')[..3]);

    [Fact]
    public void Subtrees_of_another_root_are_refused() =>
        Assert.Throws<FormatException>(() => Checkpoint.Parse((Sample with { Root = SHA256.HashData("other"u8) }).ToText()));

    [Fact]
    public void No_line_may_be_missing_doubled_or_written_otherwise()
    {
        var lines = Sample.ToText().Split('\n')[..^1];

        Assert.All(Enumerable.Range(0, lines.Length).Where(index => !lines[index].StartsWith("attested", StringComparison.Ordinal)), index =>
        {
            Refused([.. lines[..index], .. lines[(index + 1)..]]);
            Refused([.. lines[..index], lines[index], .. lines[index..]]);
            Refused([.. lines[..index], lines[index] + " ", .. lines[(index + 1)..]]);
        });
        Refused([.. lines, "more 1"]);
        Refused([lines[0], "03", .. lines[2..]]);
    }

    private static void Refused(string[] lines) => Assert.Throws<FormatException>(() => Checkpoint.Parse(string.Concat(lines.Select(line => line + "\n"))));

    private static Checkpoint Of(int size)
    {
        var tree = new CompactRange();
        for (var leaf = 0; leaf < size; leaf++)
        {
            tree.Append(MerkleHash.OfLeaf([(byte)leaf]));
        }

        return new(
            "HN-01", tree.Size, tree.Root(), Number: 2, "file", SHA256.HashData("frame"u8), Segment: 1, Offset: 4711, Notes: 1, new(2026, 11, 29, 2, 0, 0, TimeSpan.Zero), tree.Subtrees);
    }
}
