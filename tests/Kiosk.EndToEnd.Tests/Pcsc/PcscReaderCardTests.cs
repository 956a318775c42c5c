using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Testing.Cards;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>One reader that works, and what cards do on it.</summary>
public sealed class PcscReaderCardTests : PcscdTest
{
    public override Task InitializeAsync() => Pcscd.StartAsync(Token);

    [Fact]
    public async Task A_card_is_noticed_and_answers()
    {
        await using var reader = Watch();
        await UntilAsync(reader, ReaderState.Ready);
        await using var link = await InsertAsync(ScriptedCard.Answering("0102039000"));

        var arrival = await reader.WaitForCardAsync(Token);
        await using var connection = await reader.ConnectAsync(arrival, Token);
        var response = await connection.TransmitAsync(Select, Limit, Token);

        Assert.Equal("Kiosk A 00 00", arrival.Reader);
        Assert.Equal("3B80800101", arrival.AnswerToReset.ToString());
        Assert.Equal("0102039000", Convert.ToHexString(response.Span));
        Assert.Equal(ReaderState.CardPresent, reader.State);
        Assert.True(await connection.IsSamePresenceAsync(Token));
    }

    [Fact]
    public async Task Extended_commands_and_responses_and_61xx_pass_through_untouched()
    {
        var received = new List<int>();
        var large = new byte[4002];
        Random.Shared.NextBytes(large);
        await using var link = await InsertAsync(new ScriptedCard((command, _) =>
        {
            received.Add(command.Length);
            return ValueTask.FromResult<byte[]?>(command.Length > 300 ? large : [0xAB, 0x61, 0x10]);
        }));
        await using var reader = Watch();
        await using var connection = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);

        byte[] extended = [0x00, 0xDB, 0x3F, 0xFF, 0x00, 0x07, 0xD0, .. new byte[2000], 0x00, 0x00];
        var extendedAnswer = await connection.TransmitAsync(extended, Limit, Token);
        var shortAnswer = await connection.TransmitAsync(Select, Limit, Token);

        Assert.Equal(large, extendedAnswer.ToArray());
        Assert.Equal("AB6110", Convert.ToHexString(shortAnswer.Span));
        Assert.Equal([extended.Length, Select.Length], received);
    }

    [Fact]
    public async Task A_card_torn_away_in_mid_command_is_a_removed_card()
    {
        await using var link = await InsertAsync(new ScriptedCard((_, _) => ValueTask.FromResult<byte[]?>(null)));
        await using var reader = Watch();
        await using var connection = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);

        await Assert.ThrowsAsync<CardRemovedException>(async () => await connection.TransmitAsync(Select, Limit, Token));

        await UntilAsync(reader, ReaderState.Ready);
        Assert.False(await connection.IsSamePresenceAsync(Token));
    }

    [Fact]
    public async Task Nothing_of_a_card_laid_down_in_place_of_another_gets_into_the_other_ones_conversation()
    {
        await using var reader = Watch();
        var first = await InsertAsync(ScriptedCard.Ok);
        await using var connection = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);
        await connection.TransmitAsync(Select, Limit, Token);

        await first.DisposeAsync();
        await UntilAsync(reader, ReaderState.Ready);
        await using var second = await InsertAsync(ScriptedCard.Answering("0102039000"));
        await UntilAsync(reader, ReaderState.CardPresent);

        await Assert.ThrowsAnyAsync<CardException>(async () => await connection.TransmitAsync(Select, Limit, Token));
        Assert.False(await connection.IsSamePresenceAsync(Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    public async Task An_answer_without_a_status_word_is_a_removed_card(string hex)
    {
        await using var link = await InsertAsync(ScriptedCard.Answering(hex));
        await using var reader = Watch();
        await using var connection = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);

        await Assert.ThrowsAsync<CardRemovedException>(async () => await connection.TransmitAsync(Select, Limit, Token));
    }

    [Fact]
    public async Task A_slow_card_costs_its_deadline_and_the_next_card_works()
    {
        await using var reader = WatchWithoutAbsence();
        await using (var slow = await InsertAsync(ScriptedCard.Mute))
        {
            await using var connection = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);
            await Assert.ThrowsAsync<CardTimeoutException>(async () => await connection.TransmitAsync(Select, TimeSpan.FromMilliseconds(300), Token));
            await Assert.ThrowsAsync<CardFaultException>(async () => await connection.TransmitAsync(Select, Limit, Token));
        }

        await UntilAsync(reader, ReaderState.Ready);
        await using var link = await InsertAsync(ScriptedCard.Ok);
        await using var next = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);
        var response = await next.TransmitAsync(Select, Limit, Token);
        Assert.Equal("9000", Convert.ToHexString(response.Span));
    }

    [Fact]
    public async Task Taking_the_card_out_and_putting_it_back_is_a_new_presence()
    {
        await using var reader = WatchWithoutAbsence();
        var card = ScriptedCard.Ok;
        CardArrival first;
        await using (await InsertAsync(card))
        {
            first = await reader.WaitForCardAsync(Token);
        }

        await UntilAsync(reader, ReaderState.Ready);
        await using var link = await InsertAsync(card);
        var second = await reader.WaitForCardAsync(Token);

        Assert.NotEqual(first.Presence, second.Presence);
        await Assert.ThrowsAsync<CardRemovedException>(async () => await reader.ConnectAsync(first, Token));
    }

    [Fact]
    public async Task A_card_that_lies_on_is_one_tap()
    {
        await using var link = await InsertAsync(ScriptedCard.Ok);
        await using var reader = Watch();
        var arrival = await reader.WaitForCardAsync(Token);
        await using (var connection = await reader.ConnectAsync(arrival, Token))
        {
            await connection.TransmitAsync(Select, Limit, Token);
        }

        await NoTapAsync(reader, TimeSpan.FromSeconds(1.2));
        Assert.Equal(ReaderState.CardPresent, reader.State);
    }

    [Fact]
    public async Task Ending_a_connection_resets_the_card()
    {
        var card = ScriptedCard.Ok;
        await using var link = await InsertAsync(card);
        await using var reader = Watch();
        var arrival = await reader.WaitForCardAsync(Token);
        int before;
        await using (var connection = await reader.ConnectAsync(arrival, Token))
        {
            await connection.TransmitAsync(Select, Limit, Token);
            before = card.Resets;
        }

        // The next connect comes after the reset.
        await using var again = await reader.ConnectAsync(arrival, Token);
        Assert.True(card.Resets > before);
    }

    [Fact]
    public async Task A_cancelled_read_lets_go_of_the_card()
    {
        await using var reader = WatchWithoutAbsence();
        await using (var slow = await InsertAsync(ScriptedCard.Mute))
        {
            await using var connection = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await connection.TransmitAsync(Select, Limit, cancellation.Token));
        }

        await UntilAsync(reader, ReaderState.Ready);
        await using var link = await InsertAsync(ScriptedCard.Ok);
        await using var next = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);
        await next.TransmitAsync(Select, Limit, Token);
    }
}
