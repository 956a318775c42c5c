using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal.Tests.Checkpoints;

public sealed class MerkleTreeTests
{
    /// <summary>The entries and the roots over the first n of them that Certificate Transparency's implementations share.</summary>
    private static readonly (string Entry, string Root)[] Published =
    [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ];

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, 130).Select(number => MerkleHash.OfLeaf([(byte)number]))];

    [Fact]
    public void The_tree_without_leaves_has_the_hash_of_nothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(new CompactRange().Root()));

    [Fact]
    public void Roots_are_the_published_ones()
    {
        var tree = new CompactRange();

        Assert.All(Published, one =>
        {
            tree.Append(MerkleHash.OfLeaf(Convert.FromHexString(one.Entry)));
            Assert.Equal(one.Root, Convert.ToHexStringLower(tree.Root()));
        });
    }

    [Fact]
    public void A_tree_goes_on_from_its_subtrees()
    {
        var whole = new CompactRange();
        for (var size = 0; size < Leaves.Length; size++)
        {
            var restored = CompactRange.Restore(whole.Size, whole.Subtrees)!;
            whole.Append(Leaves[size]);
            restored.Append(Leaves[size]);
            Assert.Equal(whole.Root(), restored.Root());
        }
    }

    [Theory]
    [InlineData(3, 32)]
    [InlineData(4, 64)]
    [InlineData(0, 32)]
    [InlineData(1, 31)]
    public void Subtrees_of_another_size_are_refused(ulong size, int length) => Assert.Null(CompactRange.Restore(size, new byte[length]));

    [Fact]
    public void Each_leaf_of_each_tree_is_proved()
    {
        for (var size = 1; size <= 40; size++)
        {
            var root = RootOf(size);
            Assert.All(Enumerable.Range(0, size), index => Assert.Equal(root, InclusionProof.Create((ulong)index, new(), Leaves[..size]).RootFrom(Leaves[index])));
        }
    }

    [Fact]
    public void Each_leaf_is_proved_where_those_before_it_are_known_by_their_subtrees_alone()
    {
        for (var size = 1; size <= 40; size++)
        {
            var (root, whole) = (RootOf(size), Enumerable.Range(0, size).Select(index => InclusionProof.Create((ulong)index, new(), Leaves[..size])).ToList());
            Assert.All(Enumerable.Range(0, size), gone => Assert.All(Enumerable.Range(gone, size - gone), index =>
            {
                var proof = InclusionProof.Create((ulong)index, RangeOf(gone), Leaves[gone..size]);

                Assert.Equal(root, proof.RootFrom(Leaves[index]));
                Assert.Equal(whole[index].Path, proof.Path);
            }));
        }
    }

    [Fact]
    public void A_leaf_that_is_gone_is_not_proved() => Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Create(4, RangeOf(5), Leaves[5..9]));

    [Fact]
    public void A_proof_for_another_leaf_place_size_or_path_leads_to_another_root()
    {
        var proof = InclusionProof.Create(5, new(), Leaves[..13]);
        var root = RootOf(13);

        Assert.NotEqual(root, proof.RootFrom(Leaves[6]));
        Assert.All(Enumerable.Range(0, 13).Except([5]), index => Assert.NotEqual(root, (proof with { Index = (ulong)index }).RootFrom(Leaves[5])));
        Assert.NotEqual(root, (proof with { Path = [.. proof.Path.Skip(1)] }).RootFrom(Leaves[5]));
        Assert.NotEqual(root, (proof with { Path = [.. proof.Path, new byte[32]] }).RootFrom(Leaves[5]));
        Assert.NotEqual(root, (proof with { Path = [.. proof.Path.Reverse()] }).RootFrom(Leaves[5]));
        Assert.Null((proof with { Index = 13 }).RootFrom(Leaves[5]));
        Assert.Null((proof with { Size = 4096 }).RootFrom(Leaves[5]));
    }

    [Fact]
    public void There_is_no_proof_of_a_leaf_that_is_not_there() => Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Create(3, new(), Leaves[..3]));

    private static byte[] RootOf(int size) => RangeOf(size).Root();

    private static CompactRange RangeOf(int size)
    {
        var tree = new CompactRange();
        Array.ForEach(Leaves[..size], tree.Append);
        return tree;
    }
}
