using System.Text;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>What a terminal still references after a tap, object by object: neither a core dump nor a memory reader may reveal who tapped.</summary>
public sealed class KeptInMemoryTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task After_a_tap_nothing_holds_the_cards_certificate_key_or_UUID()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(hasPage: true);

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);

        AssertNothingKept(terminal);
    }

    [Fact]
    public async Task After_a_card_was_torn_away_in_the_midst_of_its_answer_nothing_does_either()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.TapAsync(member.Image(IssuedCardImages.WhenAuthenticating(new Kiosk.Hardware.Readers.Virtual.CardImageFault.Remove())));

        Assert.Equal(ReasonCode.CardRemoved, outcome.Code);
        AssertNothingKept(terminal);
    }

    [Fact]
    public async Task Three_seconds_after_a_tap_nothing_that_answers_holds_the_members_name()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        var outcome = await terminal.TapAsync(member.Image());
        Assert.NotEmpty(new ObjectGraph([outcome]).PathsTo([Encoding.Unicode.GetBytes(TestCacheSource.MemberOf(member).Name)]));

        hall.Time.Advance(RepeatTapGuard.Window);

        Assert.Empty(new ObjectGraph([terminal.Pipeline]).PathsTo([Encoding.Unicode.GetBytes(TestCacheSource.MemberOf(member).Name)]));
    }

    [Fact]
    public void The_search_would_find_them()
    {
        var held = new Dictionary<string, object> { ["a"] = new List<object> { new ReadOnlyMemory<byte>([0, .. member.Certificate.Span, 0]), member.Uuid.ToString() } };

        Assert.NotEmpty(new ObjectGraph([held]).PathsTo([member.Certificate.ToArray()]));
        Assert.NotEmpty(new ObjectGraph([held]).PathsTo([Encoding.Unicode.GetBytes(member.Uuid.ToString())]));
    }

    private void AssertNothingKept(RunningTerminal terminal)
    {
        var paths = new ObjectGraph(terminal.LongLived).PathsTo(TracesOf(member));

        Assert.True(paths.Count == 0, string.Join("; ", paths));
    }

    private static IReadOnlyList<byte[]> TracesOf(IssuedCard card) =>
    [
        card.Certificate.ToArray(),
        TestCacheSource.Verified(card).SubjectPublicKeyInfo.ToArray(),
        card.Uuid.ToByteArray(bigEndian: true),
        Encoding.Unicode.GetBytes(card.Uuid.ToString()),
    ];
}
