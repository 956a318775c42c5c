using Kiosk.Cards.Piv;
using Kiosk.Trials.Fuzzing;

namespace Kiosk.Trials.Tests.Fuzzing;

public sealed class MutationTests
{
    private static readonly FuzzWorld World = new();

    [Fact]
    public void A_tree_that_was_not_bent_gives_back_its_bytes()
    {
        var certificate = World.Pki.Member.Certificate.ToArray();
        byte[][] samples = [certificate, World.List, PivCertificate.Encode(certificate, compressed: false), World.CardsWithChuid[0].Chuid!.Value.ToArray()];

        Assert.All(samples, bytes => Assert.Equal(bytes, TlvNode.ReadAll(bytes)!.SelectMany(node => node.Encode())));
    }

    [Fact]
    public void A_tree_opens_what_is_wrapped_in_extensions_and_bit_strings() =>
        Assert.Contains(TlvNode.ReadAll(World.Pki.Member.Certificate.Span)![0].All, node => node.Value.AsSpan().StartsWith("urn:uuid:"u8));

    [Fact]
    public void The_same_seed_and_number_bend_alike()
    {
        var mutator = new CardMutator(World);

        var (one, other) = (Images(seed: 3), Images(seed: 3));

        Assert.Equal(one, other);
        Assert.NotEqual(one, Images(seed: 4));

        // What the authority signs anew has another signature each time.
        string[] Images(int seed) =>
        [
            .. Enumerable.Range(0, 200).Select(number => mutator.Make(new Chance(seed, number)))
                .Select(card => card.Mutation.Contains("signed", StringComparison.Ordinal) ? card.Mutation : card.Image.ToJson()),
        ];
    }

    [Fact]
    public void Most_bent_cards_differ_from_the_card_in_order()
    {
        var mutator = new CardMutator(World);
        var mutated = Enumerable.Range(0, 500).Select(number => mutator.Make(new Chance(5, number))).ToList();

        Assert.True(mutated.Select(card => card.Mutation).Distinct(StringComparer.Ordinal).Count() > 10);
        Assert.True(mutated.Select(card => card.Image.ToJson()).Distinct(StringComparer.Ordinal).Count() > 250);
    }
}
