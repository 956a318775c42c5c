using Kiosk.Testing.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Piv;

namespace Kiosk.Verification.Tests.Piv;

public sealed class CredentialCacheTests
{
    private static readonly CardConclusion Card = new(new TestTrust().Create().Piv.Cards.Recognise(TestPki.Issue().Certificate.Span).Issuer, Chuid: null);
    private readonly CredentialCache cards = new(capacity: 2);

    [Fact]
    public void The_card_longest_unseen_makes_room()
    {
        cards.Add(Hash(1), Card);
        cards.Add(Hash(2), Card);
        cards.TryFind(Hash(1), out _);

        cards.Add(Hash(3), Card);

        Assert.Equal([true, false, true], new[] { 1, 2, 3 }.Select(number => cards.TryFind(Hash(number), out _)));
    }

    [Fact]
    public void A_card_added_twice_takes_one_place()
    {
        cards.Add(Hash(1), Card);
        cards.Add(Hash(2), Card);

        cards.Add(Hash(2), Card);

        Assert.True(cards.TryFind(Hash(1), out _));
    }

    private static CertificateHash Hash(int number) => CertificateHash.Of([(byte)number]);
}
