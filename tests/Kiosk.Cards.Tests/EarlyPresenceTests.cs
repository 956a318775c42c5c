#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a line above.
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.Cards.Tests;

/// <summary>A card that is removed or silent within the first 300 ms of a presence is still being placed, so the read is retried.</summary>
public sealed class EarlyPresenceTests
{
    private static readonly CardImage Golden = TestCard.WithP256();
    private static readonly string Certificate = Convert.ToHexString(Golden.Objects[PivDataObject.CardAuthenticationCertificate].Span) + "9000";
    private static readonly CardArrival Return = ScriptedReader.Arrival with { Presence = 2 };

    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task A_card_torn_away_at_first_is_read_when_it_lies_there_again()
    {
        var torn = Connection().On("00A4", new CardRemovedException("Torn away."));

        Assert.IsType<CardReadResult.Read>(await Read(new ScriptedReader(torn, Whole()) { Found = new([null, null, Return]) }));
    }

    [Fact]
    public async Task Nothing_that_the_card_gave_before_it_was_torn_away_counts_afterwards()
    {
        var torn = Connection().On("00A4", "9000").On("00CB", Certificate).On("0087", new CardRemovedException("Torn away."));
        var again = Whole();

        Assert.IsType<CardReadResult.Read>(await Read(new ScriptedReader(torn, again) { Found = new([Return]) }));
        Assert.Equal(0, again.Unplayed);
    }

    [Fact]
    public async Task A_card_that_swings_several_times_is_read_in_the_end()
    {
        ScriptedConnection Torn() => Connection(TimeSpan.FromMilliseconds(50)).On("00A4", new CardRemovedException("Torn away."));

        Assert.IsType<CardReadResult.Read>(await Read(new ScriptedReader(Torn(), Torn(), Torn(), Whole())));
    }

    [Fact]
    public async Task A_card_that_swings_for_ever_comes_to_an_end()
    {
        ScriptedConnection Torn() => Connection().On("00A4", new CardRemovedException("Torn away."));

        Assert.Equal(new CardReadResult.Removed(Swapped: false), await Read(new ScriptedReader(Torn(), Torn(), Torn(), Torn())));
    }

    [Fact]
    public async Task A_card_that_does_not_come_back_was_removed()
    {
        var torn = Connection().On("00A4", new CardRemovedException("Torn away."));

        Assert.Equal(new CardReadResult.Removed(Swapped: false), await Read(new ScriptedReader(torn) { Found = new(new CardArrival?[6]) }));
    }

    [Fact]
    public async Task A_card_torn_away_after_300_ms_is_not_tried_again()
    {
        var torn = Connection(CardSession.EarlyPresence).On("00A4", new CardRemovedException("Torn away."));

        Assert.Equal(new CardReadResult.Removed(Swapped: false), await Read(new ScriptedReader(torn)));
    }

    [Fact]
    public async Task A_card_that_left_unseen_behind_its_answer_is_read_again()
    {
        var left = new ScriptedConnection { IsSamePresence = false }.On("00A4", "9000").On("00CB", Certificate).On("0087", "7C02 8200 9000");

        Assert.IsType<CardReadResult.Read>(await Read(new ScriptedReader(left, Whole()) { Found = new([Return]) }));
    }

    [Fact]
    public async Task A_card_exchanged_for_another_is_not_tried_again()
    {
        var swapped = Connection().On("00A4", new CardSwappedException("Another card."));

        Assert.Equal(new CardReadResult.Removed(Swapped: true), await Read(new ScriptedReader(swapped)));
    }

    [Fact]
    public async Task A_card_that_stays_silent_is_asked_once_more()
    {
        var silent = Connection().On("00A4", new CardTimeoutException("No answer."));

        Assert.IsType<CardReadResult.Read>(await Read(new ScriptedReader(silent, Whole())));
    }

    [Fact]
    public async Task A_card_that_stays_silent_and_cannot_be_asked_again_has_timed_out()
    {
        var silent = Connection().On("00A4", new CardTimeoutException("No answer."));

        var faulted = Assert.IsType<CardReadResult.Faulted>(await Read(new ScriptedReader(silent) { Found = new(new CardArrival?[6]) }));

        Assert.Equal(CardFault.Timeout, faulted.Fault);
    }

    [Fact]
    public async Task A_card_that_falls_silent_after_an_answer_is_not_asked_again()
    {
        var silent = Connection().On("00A4", "9000").On("00CB", new CardTimeoutException("No answer."));

        Assert.Equal(CardFault.Timeout, Assert.IsType<CardReadResult.Faulted>(await Read(new ScriptedReader(silent))).Fault);
    }

    [Fact]
    public async Task A_card_that_bounces_on_a_reader_is_one_tap_and_read_by_itself()
    {
        await using var reader = new VirtualReader(time);
        var card = new VirtualCard(Golden.WithFault("00A4", new CardImageFault.Delay(TimeSpan.FromMilliseconds(40))), time);
        reader.Present(card);
        var arrival = await reader.WaitForCardAsync(CancellationToken.None);
        var reading = new CardSession(reader, new ChallengeSource("terminal-1"), time).ReadAsync(arrival, CardReadingProfile.Default, CancellationToken.None).AsTask();

        time.Advance(TimeSpan.FromMilliseconds(20));
        reader.Remove();
        time.Advance(TimeSpan.FromMilliseconds(20));
        reader.Present(card);
        for (var step = 0; step < 100 && !reading.IsCompleted; step++)
        {
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None));
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.IsType<CardReadResult.Read>(await reading);
    }

    private static ScriptedConnection Whole() => new ScriptedConnection().On("00A4", "9000").On("00CB", Certificate).On("0087", "7C02 8200 9000");

    private ScriptedConnection Connection(TimeSpan passing = default) => new() { BeforeAnswer = () => time.Advance(passing) };

    private ValueTask<CardReadResult> Read(ScriptedReader reader) =>
        new CardSession(reader, new ChallengeSource("terminal-1"), time).ReadAsync(ScriptedReader.Arrival, CardTable.Profile, CancellationToken.None);
}
