using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.Cards.Tests.Iso7816;

public sealed class ApduChannelTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task A_short_response_is_returned_as_it_came()
    {
        var card = new ScriptedConnection().On("00CB3FFF 01 AB 00", "0102 9000");

        var response = await Send(card, Command(1));

        Assert.Equal("0102", Convert.ToHexString(response.Data.Span));
        Assert.True(response.StatusWord.IsSuccess);
    }

    [Fact]
    public async Task A_refusal_is_a_value()
    {
        var card = new ScriptedConnection().On("00CB", "6A82");

        Assert.Equal(StatusWord.FileOrApplicationNotFound, (await Send(card, Command(1))).StatusWord);
    }

    [Fact]
    public async Task Data_over_255_bytes_is_chained_and_only_the_last_block_has_Le()
    {
        var card = new ScriptedConnection().On($"10CB3FFF FF {Ab(255)}", "9000").On($"10CB3FFF FF {Ab(255)}", "9000").On("00CB3FFF 02 ABAB 00", "01 9000");

        var response = await Send(card, Command(512));

        Assert.Equal(0, card.Unplayed);
        Assert.Equal([1], response.Data.ToArray());
    }

    [Fact]
    public async Task A_chain_ends_with_the_block_that_the_card_refuses()
    {
        var card = new ScriptedConnection().On("10CB", "6985");

        Assert.Equal(new StatusWord(0x6985), (await Send(card, Command(512))).StatusWord);
    }

    [Theory]
    [InlineData("3B05807300 0040", "00CB3FFF00012C", 300)]
    [InlineData("3B80800101", "10CB3FFFFF", 300)]
    public async Task Extended_length_is_used_only_where_the_ATR_allows_it(string atr, string start, int length)
    {
        var card = new ScriptedConnection { AnswerToReset = new AnswerToReset(Convert.FromHexString(atr.Replace(" ", "", StringComparison.Ordinal))) }
            .On(start, "6985");
        var channel = new ApduChannel(card, new Deadline(time, Limit), usesExtendedLength: true);

        await channel.SendAsync(Command(length), Limit, 1000, CancellationToken.None);

        Assert.Equal(0, card.Unplayed);
    }

    [Fact]
    public async Task Waiting_response_bytes_are_fetched_until_there_are_no_more()
    {
        var card = new ScriptedConnection().On("00CB", "01 6100").On("00C0000000", "02 6102").On("00C0000002", "0304 9000");

        Assert.Equal("01020304", Convert.ToHexString((await Send(card, Command(1))).Data.Span));
    }

    [Fact]
    public async Task A_reader_that_gives_no_data_before_GET_RESPONSE_is_understood()
    {
        var card = new ScriptedConnection().On("00CB", "6102").On("00C0000002", "0304 9000");

        Assert.Equal("0304", Convert.ToHexString((await Send(card, Command(1))).Data.Span));
    }

    [Fact]
    public async Task A_GET_RESPONSE_that_gives_nothing_and_announces_more_is_malformed()
    {
        var card = new ScriptedConnection().On("00CB", "6102").On("00C0", "6102");

        await Assert.ThrowsAsync<CardMalformedException>(async () => await Send(card, Command(1)));
    }

    [Fact]
    public async Task Response_bytes_are_never_collected_beyond_their_bound()
    {
        var card = new ScriptedConnection().On("00CB", "010203 6103").On("00C0", "010203 6103").On("00C0", "010203 6103").On("00C0", "0102 9000");

        await Assert.ThrowsAsync<CardMalformedException>(async () => await Send(card, Command(1), maxResponse: 10));
    }

    /// <summary>Such a response could take thousands of commands within its length limit.</summary>
    [Fact]
    public async Task A_response_in_blocks_of_single_bytes_is_malformed_long_before_its_bound()
    {
        var card = new ScriptedConnection().On("00CB", "01 6101");
        for (var block = 0; block < 256; block++)
        {
            card.On("00C0", "01 6101");
        }

        await Assert.ThrowsAsync<CardMalformedException>(async () => await Send(card, Command(1), maxResponse: 4096));
    }

    [Fact]
    public async Task A_single_answer_beyond_the_bound_is_malformed()
    {
        var card = new ScriptedConnection().On("00CB", "010203 9000");

        await Assert.ThrowsAsync<CardMalformedException>(async () => await Send(card, Command(1), maxResponse: 2));
    }

    [Fact]
    public async Task A_wrong_Le_is_corrected_once()
    {
        var card = new ScriptedConnection().On("00CB3FFF 01 AB 00", "6C03").On("00CB3FFF 01 AB 03", "010203 9000");

        Assert.Equal(3, (await Send(card, Command(1))).Data.Length);
    }

    [Fact]
    public async Task Six_C_zero_zero_means_256_bytes()
    {
        var card = new ScriptedConnection().On("00CB3FFF 01 AB 10", "6C00").On("00CB3FFF 01 AB 00", "01 9000");

        Assert.Equal(1, (await Send(card, Command(1) with { Ne = 16 })).Data.Length);
    }

    [Fact]
    public async Task A_second_wrong_Le_is_malformed()
    {
        var card = new ScriptedConnection().On("00CB", "6C03").On("00CB", "6C04");

        await Assert.ThrowsAsync<CardMalformedException>(async () => await Send(card, Command(1)));
    }

    [Fact]
    public async Task A_wrong_Le_in_GET_RESPONSE_counts_with_the_commands_own()
    {
        var card = new ScriptedConnection().On("00CB", "6C03").On("00CB", "01 6108").On("00C0000008", "6C02");

        await Assert.ThrowsAsync<CardMalformedException>(async () => await Send(card, Command(1)));
    }

    [Fact]
    public async Task Le_falls_from_256_to_192_to_128_and_stays_there()
    {
        var card = new ScriptedConnection()
            .On("00CB3FFF 01 AB 00", "6700").On("00CB3FFF 01 AB C0", "6700").On("00CB3FFF 01 AB 80", "01 6100").On("00C0000080", "02 9000")
            .On("00CB3FFF 01 AB 80", "9000");
        var channel = Channel(card);

        await channel.SendAsync(Command(1), Limit, 1000, CancellationToken.None);
        await channel.SendAsync(Command(1), Limit, 1000, CancellationToken.None);

        Assert.Equal(0, card.Unplayed);
    }

    [Fact]
    public async Task A_length_that_is_still_wrong_at_128_is_the_cards_answer()
    {
        var card = new ScriptedConnection().On("00CB", "6700").On("00CB", "6700").On("00CB", "6700");

        Assert.Equal(StatusWord.WrongLength, (await Send(card, Command(1))).StatusWord);
    }

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    public async Task Fewer_than_two_bytes_mean_that_the_card_left(string answer)
    {
        var card = new ScriptedConnection().On("00CB", answer);

        await Assert.ThrowsAsync<CardRemovedException>(async () => await Send(card, Command(1)));
    }

    [Fact]
    public async Task An_answer_after_the_commands_deadline_does_not_count()
    {
        var card = new ScriptedConnection { BeforeAnswer = () => time.Advance(Limit) }.On("00CB", "9000");

        await Assert.ThrowsAsync<CardTimeoutException>(async () => await Send(card, Command(1)));
    }

    [Fact]
    public async Task The_deadline_of_all_commands_together_ends_the_next_one()
    {
        var card = new ScriptedConnection { BeforeAnswer = () => time.Advance(Limit / 2) }.On("00CB", "9000").On("00CB", "9000");
        var channel = Channel(card);
        await channel.SendAsync(Command(1), Limit, 1000, CancellationToken.None);

        await Assert.ThrowsAsync<CardTimeoutException>(async () => await channel.SendAsync(Command(1), Limit, 1000, CancellationToken.None));
    }

    private static CommandApdu Command(int nc)
    {
        var data = new byte[nc];
        Array.Fill(data, (byte)0xAB);
        return new CommandApdu(0x00, 0xCB, 0x3F, 0xFF, data, 256);
    }

    private static string Ab(int count) => string.Concat(Enumerable.Repeat("AB", count));

    private ApduChannel Channel(ScriptedConnection card) => new(card, new Deadline(time, Limit));

    private ValueTask<ResponseApdu> Send(ScriptedConnection card, CommandApdu command, int maxResponse = 1000) =>
        Channel(card).SendAsync(command, Limit, maxResponse, CancellationToken.None);
}
