#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a line above.
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.Cards.Tests;

/// <summary>A session on a reader that fails, or that lost its card.</summary>
public sealed class CardSessionFaultTests
{
    [Fact]
    public async Task A_reader_fault_is_tried_again_once()
    {
        var image = TestCard.WithP256();
        var certificate = Convert.ToHexString(image.Objects[PivDataObject.CardAuthenticationCertificate].Span);
        var faulty = new ScriptedConnection().On("00A4", "9000").On("00CB", new CardFaultException("The radio failed."));
        var good = new ScriptedConnection().On("00A4", "9000").On("00CB", certificate + "9000").On("0087", "7C02 8200 9000");

        Assert.IsType<CardReadResult.Read>(await Read(new ScriptedReader(faulty, good), ScriptedReader.Arrival));
        Assert.True(faulty.IsDisposed);
    }

    [Fact]
    public async Task A_second_reader_fault_is_reported_as_the_readers()
    {
        var first = new ScriptedConnection().On("00A4", "9000").On("00CB", new CardFaultException("The radio failed."));
        var second = new ScriptedConnection().On("00A4", new CardFaultException("The radio failed again."));

        var result = await Read(new ScriptedReader(first, second), ScriptedReader.Arrival);

        Assert.Equal(new CardReadResult.Faulted(CardFault.Reader, "The radio failed again."), result);
    }

    [Fact]
    public async Task A_field_in_which_nothing_ever_answers_holds_two_cards()
    {
        var first = new ScriptedConnection().On("00A4", new CardFaultException("Mute."));
        var second = new ScriptedConnection().On("00A4", new CardFaultException("Mute."));

        var result = await Read(new ScriptedReader(first, second), ScriptedReader.Arrival);

        Assert.Equal(CardFault.TwoInField, Assert.IsType<CardReadResult.Faulted>(result).Fault);
    }

    [Fact]
    public async Task A_reader_that_lost_its_card_is_not_blamed_on_two_cards()
    {
        var first = new ScriptedConnection().On("00A4", new CardFaultException("No daemon."));
        var second = new ScriptedConnection().On("00A4", new CardFaultException("No daemon."));

        var result = await Read(new ScriptedReader(first, second) { State = ReaderState.WaitingForDaemon }, ScriptedReader.Arrival);

        Assert.Equal(CardFault.Reader, Assert.IsType<CardReadResult.Faulted>(result).Fault);
    }

    [Theory]
    [InlineData(ReaderState.CardPresent, true)]
    [InlineData(ReaderState.Ready, false)]
    public async Task An_answer_does_not_count_once_the_presence_was_interrupted(ReaderState state, bool swapped)
    {
        var image = TestCard.WithP256();
        var certificate = Convert.ToHexString(image.Objects[PivDataObject.CardAuthenticationCertificate].Span);
        var time = new ManualTimeProvider();
        var card = new ScriptedConnection { IsSamePresence = false, BeforeAnswer = () => time.Advance(CardSession.EarlyPresence) }
            .On("00A4", "9000").On("00CB", certificate + "9000").On("0087", "7C02 8200 9000");

        var result = await Read(new ScriptedReader(card) { State = state }, ScriptedReader.Arrival, time);

        Assert.Equal(new CardReadResult.Removed(swapped), result);
    }

    private static ValueTask<CardReadResult> Read(ScriptedReader reader, CardArrival arrival, ManualTimeProvider? time = null) =>
        new CardSession(reader, new ChallengeSource("terminal-1"), time ?? new ManualTimeProvider()).ReadAsync(arrival, CardTable.Profile, CancellationToken.None);
}
