#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a line above.
using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.Hardware.Tests.Readers.Virtual;

public sealed class VirtualReaderTests : IAsyncDisposable
{
    private static readonly byte[] Select = Convert.FromHexString("00A404000BA00000030800001000010000");
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private readonly ManualTimeProvider time = new();
    private readonly VirtualReader reader;
    private readonly CardImage image = TestCard.WithP256();

    public VirtualReaderTests() => reader = new VirtualReader(time);

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    [Fact]
    public async Task A_card_that_is_presented_arrives()
    {
        var waiting = Wait();
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        reader.Present(Card());

        var arrival = await waiting;
        Assert.Equal("3B80800101", arrival.AnswerToReset.ToString());
        Assert.Equal(time.GetTimestamp(), arrival.Timestamp);
        Assert.Equal(ReaderState.CardPresent, reader.State);
    }

    [Fact]
    public async Task A_card_that_lies_there_arrives_once()
    {
        reader.Present(Card());
        await Wait();

        Assert.False(Wait().IsCompleted);
    }

    [Fact]
    public async Task A_card_that_is_back_within_300_ms_is_no_new_arrival()
    {
        reader.Present(Card());
        await Wait();
        reader.Remove();
        time.Advance(TimeSpan.FromMilliseconds(299));

        reader.Present(Card());
        Assert.False(Wait().IsCompleted);

        reader.Remove();
        time.Advance(TimeSpan.FromMilliseconds(300));
        reader.Present(Card());
        Assert.Equal(5, (await Wait()).Presence);
    }

    [Fact]
    public async Task A_card_laid_upon_another_is_no_new_arrival()
    {
        reader.Present(Card());
        await Wait();
        time.Advance(TimeSpan.FromSeconds(10));

        reader.Present(Card());

        Assert.False(Wait().IsCompleted);
    }

    [Fact]
    public async Task Without_absence_to_wait_for_every_presentation_arrives()
    {
        var quick = new VirtualReader(time, TimeSpan.Zero);
        quick.Present(Card());
        var first = await quick.WaitForCardAsync(CancellationToken.None);
        quick.Remove();
        quick.Present(Card());

        Assert.NotEqual(first.Presence, (await quick.WaitForCardAsync(CancellationToken.None)).Presence);
    }

    [Fact]
    public async Task A_wait_ends_with_its_token()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = reader.WaitForCardAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_command_is_answered()
    {
        await using var connection = await Connect(Card());

        var answer = await connection.TransmitAsync(Select, Deadline, CancellationToken.None);

        Assert.Equal([0x90, 0x00], answer[^2..].ToArray());
        Assert.True(await connection.IsSamePresenceAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_card_taken_away_in_the_midst_of_a_command_is_removed()
    {
        await using var connection = await Connect(Card(new CardImageFault.Delay(TimeSpan.FromSeconds(1))));
        var answering = connection.TransmitAsync(Select, Deadline, CancellationToken.None).AsTask();

        reader.Remove();

        await Assert.ThrowsAsync<CardRemovedException>(() => answering);
        Assert.False(await connection.IsSamePresenceAsync(CancellationToken.None));
        await Assert.ThrowsAsync<CardRemovedException>(async () => await connection.TransmitAsync(Select, Deadline, CancellationToken.None));
    }

    [Fact]
    public async Task A_card_that_leaves_by_itself_leaves_an_empty_field()
    {
        await using var connection = await Connect(Card(new CardImageFault.Remove()));

        await Assert.ThrowsAsync<CardRemovedException>(async () => await connection.TransmitAsync(Select, Deadline, CancellationToken.None));
        Assert.Equal(ReaderState.Ready, reader.State);
    }

    [Fact]
    public async Task After_a_swap_another_card_lies_there_and_has_not_arrived()
    {
        await using var connection = await Connect(Card(new CardImageFault.Swap("other.json", TestCard.WithP384())));

        await Assert.ThrowsAsync<CardSwappedException>(async () => await connection.TransmitAsync(Select, Deadline, CancellationToken.None));
        Assert.False(await connection.IsSamePresenceAsync(CancellationToken.None));
        Assert.Equal(ReaderState.CardPresent, reader.State);
        Assert.False(Wait().IsCompleted);
    }

    [Fact]
    public async Task A_late_answer_is_a_timeout_and_the_connection_is_spent()
    {
        await using var connection = await Connect(Card(new CardImageFault.Delay(TimeSpan.FromSeconds(5))));
        var answering = connection.TransmitAsync(Select, Deadline, CancellationToken.None).AsTask();

        time.Advance(Deadline);

        await Assert.ThrowsAsync<CardTimeoutException>(() => answering);
        await Assert.ThrowsAsync<CardTimeoutException>(async () => await connection.TransmitAsync(Select, Deadline, CancellationToken.None));
    }

    [Fact]
    public async Task A_connection_to_a_presence_that_is_over_is_refused()
    {
        reader.Present(Card());
        var arrival = await Wait();
        reader.Remove();
        await Assert.ThrowsAsync<CardRemovedException>(async () => await reader.ConnectAsync(arrival, CancellationToken.None));

        reader.Present(Card());
        await Assert.ThrowsAsync<CardSwappedException>(async () => await reader.ConnectAsync(arrival, CancellationToken.None));
    }

    [Fact]
    public async Task Closing_a_connection_resets_the_card()
    {
        var card = Card();
        await using (var connection = await Connect(card))
        {
            await connection.TransmitAsync(Select, Deadline, CancellationToken.None);
        }

        var answer = await card.TransmitAsync(Convert.FromHexString("00CB3FFF055C035FC10100"), CancellationToken.None);

        Assert.Equal([0x6D, 0x00], answer!.Value.ToArray());
    }

    [Fact]
    public async Task A_disposed_reader_is_stopped_and_ends_the_wait()
    {
        var waiting = Wait();

        await reader.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Equal(ReaderState.Stopped, reader.State);
    }

    [Fact]
    public async Task Presenting_from_many_threads_announces_one_arrival_at_a_time()
    {
        var quick = new VirtualReader(TimeProvider.System, TimeSpan.Zero);
        var presenting = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 500; round++)
            {
                quick.Present(Card());
                quick.Remove();
            }
        })));
        await presenting;
        quick.Present(Card());

        var last = await quick.WaitForCardAsync(CancellationToken.None);

        Assert.Equal(4001, last.Presence);
    }

    private VirtualCard Card() => new(image, time);

    private VirtualCard Card(CardImageFault onSelect) => new(image.WithFault("00A4", onSelect), time);

    private Task<CardArrival> Wait() => reader.WaitForCardAsync(CancellationToken.None).AsTask();

    private async Task<HeldConnection> Connect(IVirtualCard card)
    {
        reader.Present(card);
        return await reader.ConnectAsync(await Wait(), CancellationToken.None);
    }
}
