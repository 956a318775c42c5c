#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a line above.
using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>Cards before the reader, over the paced wire.</summary>
public sealed class Pn532ReaderTests
{
    private const string AnyCommand = "00CB3FFF00";

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(4096)]
    public async Task A_card_yields_evidence_however_the_wire_hands_its_bytes_over(int bytesAtOnce)
    {
        await using var bench = new Pn532Bench(bytesAtOnce);
        var image = TestCard.WithRsa(2048);

        var result = await bench.ReadAsync(new VirtualCard(image, TimeProvider.System));

        Assert.Equal(image.Certificate(), Assert.IsType<CardReadResult.Read>(result).Evidence.Certificate.ToArray());
    }

    [Fact]
    public async Task An_arrival_has_the_ATR_that_other_readers_give()
    {
        await using var bench = new Pn532Bench();

        var arrival = await bench.TapAsync(new ScriptedCard((_, _) => Task.FromResult<byte[]?>(null), "3B8480018031807347"));

        Assert.Equal("3B8480018031807347", arrival.AnswerToReset.ToString());
        Assert.Equal(ReaderState.CardPresent, bench.Reader.State);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(251)]
    [InlineData(252)]
    [InlineData(258)]
    [InlineData(262)]
    [InlineData(263)]
    [InlineData(524)]
    [InlineData(4096)]
    public async Task An_answer_of_every_length_comes_whole(int length)
    {
        await using var bench = new Pn532Bench();
        var answer = new byte[length];
        new Random(length).NextBytes(answer);
        var arrival = await bench.TapAsync(new ScriptedCard(_ => answer));

        Assert.Equal(Convert.ToHexString(answer), await bench.SendAsync(arrival, AnyCommand));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(261)]
    [InlineData(262)]
    [InlineData(263)]
    [InlineData(786)]
    [InlineData(2000)]
    public async Task A_command_of_every_length_reaches_the_card_whole(int length)
    {
        await using var bench = new Pn532Bench();
        var command = new byte[length];
        new Random(length).NextBytes(command);
        byte[] got = [];
        var card = new ScriptedCard(sent => { got = sent.ToArray(); return [0x90, 0x00]; });
        var arrival = await bench.TapAsync(card);

        await bench.SendAsync(arrival, command, Pn532Bench.Deadline);

        Assert.Equal(command, got);
        Assert.Equal(1, card.Commands);
    }

    [Fact]
    public async Task A_card_that_leaves_in_mid_command_is_removed()
    {
        await using var bench = new Pn532Bench();
        var arrival = await bench.TapAsync(new VirtualCard(TestCard.WithP256().WithFault("00A4", new CardImageFault.Remove()), TimeProvider.System));

        await Assert.ThrowsAsync<CardRemovedException>(() => bench.SendAsync(arrival, "00A404000BA00000030800001000010000"));
        Assert.Null(bench.Reader.FindAgain(arrival));
    }

    [Fact]
    public async Task A_card_exchanged_in_mid_command_is_swapped()
    {
        await using var bench = new Pn532Bench();
        var swap = new CardImageFault.Swap("other.json", TestCard.WithP256("other.json"));
        var arrival = await bench.TapAsync(new VirtualCard(TestCard.WithP256().WithFault("00A4", swap), TimeProvider.System));

        await Assert.ThrowsAsync<CardSwappedException>(() => bench.SendAsync(arrival, "00A404000BA00000030800001000010000"));
    }

    [Fact]
    public async Task A_card_that_does_not_answer_costs_its_deadline_and_no_more()
    {
        await using var bench = new Pn532Bench();
        var arrival = await bench.TapAsync(new ScriptedCard(Never));
        var begun = TimeProvider.System.GetTimestamp();

        await Assert.ThrowsAsync<CardTimeoutException>(() => bench.SendAsync(arrival, Convert.FromHexString(AnyCommand), TimeSpan.FromMilliseconds(200)));

        // On a busy machine a timer is seconds late; nothing else ends this command before the bench's own 30 s.
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.FromMilliseconds(190), TimeSpan.FromSeconds(10));
        bench.Emulator.Remove();
        await bench.WaitForAsync(ReaderState.Ready);
    }

    [Fact]
    public async Task A_cancelled_command_is_given_up_at_once()
    {
        await using var bench = new Pn532Bench();
        using var cancellation = new CancellationTokenSource();
        var arrival = await bench.TapAsync(new ScriptedCard(async (command, aborted) =>
        {
            await cancellation.CancelAsync();
            return await Never(command, aborted);
        }));
        var begun = TimeProvider.System.GetTimestamp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Reader.ConverseAsync(
            arrival, connection => connection.TransmitAsync(Convert.FromHexString(AnyCommand), TimeSpan.FromSeconds(20), cancellation.Token), bench.Token).AsTask());

        Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(10));
        bench.Emulator.Remove();
        await bench.WaitForAsync(ReaderState.Ready);
    }

    [Fact]
    public async Task After_a_command_that_failed_none_follows_in_that_conversation()
    {
        await using var bench = new Pn532Bench();
        var card = new ScriptedCard(_ => [0x90]);
        var arrival = await bench.TapAsync(card);

        await bench.Reader.ConverseAsync(arrival, async connection =>
        {
            await Assert.ThrowsAsync<CardMalformedException>(() => connection.TransmitAsync(Convert.FromHexString(AnyCommand), Pn532Bench.Deadline, bench.Token).AsTask());
            await Assert.ThrowsAsync<CardFaultException>(() => connection.TransmitAsync(Convert.FromHexString(AnyCommand), Pn532Bench.Deadline, bench.Token).AsTask());
            Assert.False(await connection.IsSamePresenceAsync(bench.Token));
            return true;
        }, bench.Token);

        Assert.Equal(1, card.Commands);
    }

    [Fact]
    public async Task The_card_is_reset_behind_each_conversation_and_its_presence_goes_on()
    {
        await using var bench = new Pn532Bench();
        var resets = new List<int>();
        ScriptedCard card = null!;
        card = new ScriptedCard(_ => { resets.Add(card.Resets); return [0x90, 0x00]; });
        var arrival = await bench.TapAsync(card);

        await bench.SendAsync(arrival, AnyCommand);
        await bench.SendAsync(arrival, AnyCommand);

        Assert.True(resets[1] > resets[0]);
        Assert.Equal(arrival, bench.Reader.FindAgain(arrival));
    }

    [Fact]
    public async Task The_presence_is_the_same_while_the_card_lies_still_and_not_when_it_was_lifted()
    {
        await using var bench = new Pn532Bench();
        var card = new ScriptedCard(_ => [0x90, 0x00]);
        var arrival = await bench.TapAsync(card);

        var (still, lifted) = await bench.Reader.ConverseAsync(arrival, async connection =>
        {
            var before = await connection.IsSamePresenceAsync(bench.Token);
            bench.Emulator.Remove();
            bench.Emulator.Present(card);
            return (before, await connection.IsSamePresenceAsync(bench.Token));
        }, bench.Token);

        Assert.True(still);
        Assert.False(lifted);
    }

    [Fact]
    public async Task A_card_that_is_back_at_once_is_found_again_and_no_new_tap()
    {
        await using var bench = new Pn532Bench();
        var card = new ScriptedCard(_ => [0x90, 0x00]);
        var arrival = await bench.TapAsync(card);

        bench.Emulator.Remove();
        await bench.WaitForAsync(ReaderState.Ready);
        bench.Emulator.Present(card);
        await bench.WaitForAsync(ReaderState.CardPresent);

        var found = bench.Reader.FindAgain(arrival);
        Assert.NotEqual(arrival.Presence, found!.Presence);
        Assert.Equal(arrival.Timestamp, found.Timestamp);
        Assert.Equal("9000", await bench.SendAsync(found, AnyCommand));
        await Assert.ThrowsAsync<CardRemovedException>(() => bench.SendAsync(arrival, AnyCommand));
        Assert.False(bench.Reader.WaitForCardAsync(bench.Token).AsTask().IsCompleted);
    }

    [Fact]
    public async Task A_card_that_was_away_is_a_new_tap()
    {
        await using var bench = new Pn532Bench { Clock = new() };
        var card = new ScriptedCard(_ => [0x90, 0x00]);
        var first = await bench.TapAsync(card);
        bench.Emulator.Remove();
        await bench.PassAsync(bench.Options.AbsenceBeforeNewTap);

        var second = await bench.TapAsync(card);

        Assert.NotEqual(first.Presence, second.Presence);
        Assert.Null(bench.Reader.FindAgain(first));
    }

    [Fact]
    public async Task A_storage_card_is_refused_without_a_command()
    {
        await using var bench = new Pn532Bench();
        var card = new ScriptedCard((_, _) => Task.FromResult<byte[]?>(null), "3B8F8001804F0CA000000306030001000000006A");

        Assert.IsType<CardReadResult.Unsupported>(await bench.ReadAsync(card));

        Assert.Equal(0, card.Commands);
        Assert.Equal(ReaderState.CardPresent, bench.Reader.State);
        bench.Emulator.Remove();
        await bench.WaitForAsync(ReaderState.Ready);
    }

    [Fact]
    public async Task A_conversation_may_await_something_else_than_the_card()
    {
        await using var bench = new Pn532Bench();
        var arrival = await bench.TapAsync(new ScriptedCard(_ => [0x90, 0x00]));

        var answer = await bench.Reader.ConverseAsync(arrival, async connection =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, bench.Token);
            return await connection.TransmitAsync(Convert.FromHexString(AnyCommand), Pn532Bench.Deadline, bench.Token);
        }, bench.Token);

        Assert.Equal("9000", Convert.ToHexString(answer.Span));
    }

    [Fact]
    public async Task A_closed_reader_ends_its_waiters_and_its_running_command()
    {
        await using var bench = new Pn532Bench();
        var asked = new TaskCompletionSource();
        var arrival = await bench.TapAsync(new ScriptedCard((command, aborted) =>
        {
            asked.SetResult();
            return Never(command, aborted);
        }));
        var waiting = bench.Reader.WaitForCardAsync(bench.Token).AsTask();
        var sending = bench.SendAsync(arrival, Convert.FromHexString(AnyCommand), TimeSpan.FromSeconds(20));
        await asked.Task.WaitAsync(bench.Token);

        await bench.Reader.DisposeAsync();

        await Task.WhenAll(waiting, sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.IsType<ObjectDisposedException>(waiting.Exception!.InnerException);
        Assert.IsType<CardFaultException>(sending.Exception!.InnerException);
        Assert.Equal(ReaderState.Stopped, bench.Reader.State);
    }

    private static async Task<byte[]?> Never(ReadOnlyMemory<byte> command, CancellationToken aborted)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, aborted);
        return null;
    }
}
