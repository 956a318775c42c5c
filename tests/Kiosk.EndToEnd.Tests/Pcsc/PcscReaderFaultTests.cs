using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Testing.Cards;
using Kiosk.Testing.Pcsc;
using static Kiosk.Testing.Pcsc.ScriptedPcscd;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>What a real daemon says on a bad day, said by a scripted one through the real library.</summary>
[Collection(PcscdTestOrder.Name)]
public sealed class PcscReaderFaultTests : IAsyncLifetime
{
    private const uint NotTransacted = 0x80100016;
    private const uint Unresponsive = 0x80100066;
    private const uint ResetCard = 0x80100068;
    private const uint SecurityViolation = 0x8010006A;
    private const uint ProtocolMismatch = 0x8010000F;
    private const uint ShareDirect = 3;

    private readonly CancellationToken token = new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token;
    private int counter;

    private ScriptedPcscd Pcscd { get; } = new();

    private PcscReader Reader { get; } = new(
        new PcscReaderOptions { ConnectDeadline = TimeSpan.FromSeconds(5), SettleAfterRecovery = TimeSpan.FromMilliseconds(100) }, TimeProvider.System);

    public async Task InitializeAsync()
    {
        ShowEmpty();
        await UntilAsync(ReaderState.Ready);
    }

    public async Task DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Pcscd.DisposeAsync();
    }

    [Fact]
    public async Task A_reader_pulled_out_is_missed_and_its_card_is_no_tap_when_it_comes_back_but_the_next_one_is()
    {
        await TapAsync();

        Pcscd.Show();
        await UntilAsync(ReaderState.WaitingForReader);
        await NoCardAsync();

        Pcscd.Show(new ScriptedSlot("Reader", HasCard: true, 0));
        await UntilAsync(ReaderState.CardPresent);
        await NoCardAsync();

        counter = 0;
        await TakeAwayAsync();
        Assert.Equal("Reader", (await TapAsync()).Reader);
    }

    [Fact]
    public async Task A_second_reader_plugged_in_is_used_beside_the_first()
    {
        Pcscd.Show(new ScriptedSlot("Reader", HasCard: false, counter), new ScriptedSlot("Second", HasCard: false, 0));
        await UntilAsync(() => Reader.Detail == "Watching Reader, Second.");
        await Task.Delay(350, token);

        Pcscd.Show(new ScriptedSlot("Reader", HasCard: false, counter), new ScriptedSlot("Second", HasCard: true, 1));

        Assert.Equal("Second", (await Reader.WaitForCardAsync(token)).Reader);
    }

    [Fact]
    public async Task A_daemon_that_refuses_the_user_is_reported_as_such()
    {
        Pcscd.OnEstablish = () => SecurityViolation;
        await using var refused = new PcscReader(new PcscReaderOptions(), TimeProvider.System);

        await UntilAsync(() => refused.State == ReaderState.AccessDenied);
        Assert.IsType<PcscProbe.AccessDenied>(await PcscProbe.RunAsync(TimeSpan.FromSeconds(1), TimeProvider.System, token));
    }

    [Fact]
    public async Task A_card_refused_by_polkit_is_a_fault_of_the_configuration_until_it_is_granted()
    {
        Pcscd.OnConnect = _ => Task.FromResult(SecurityViolation);
        var arrival = await TapAsync();

        var fault = await Assert.ThrowsAsync<CardFaultException>(async () => await Reader.ConnectAsync(arrival, token));
        Assert.StartsWith("polkit denies this user the card in Reader", fault.Message, StringComparison.Ordinal);
        Assert.Equal(ReaderState.AccessDenied, Reader.State);

        Pcscd.OnConnect = _ => Task.FromResult(0u);
        await using var connection = await Reader.ConnectAsync(arrival, token);
        Assert.Equal(ReaderState.CardPresent, Reader.State);
    }

    [Fact]
    public async Task Not_transacted_is_a_removed_card_when_the_card_is_gone()
    {
        await using var connection = await Reader.ConnectAsync(await TapAsync(), token);
        Pcscd.OnTransmit = () =>
        {
            ShowEmpty();
            return (NotTransacted, "");
        };

        await Assert.ThrowsAsync<CardRemovedException>(() => TransmitAsync(connection));
    }

    [Fact]
    public async Task Not_transacted_while_the_card_lies_there_is_counted_until_the_reader_is_out_of_order()
    {
        Pcscd.OnTransmit = () => (NotTransacted, "");
        var arrival = await TapAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(ReaderState.CardPresent, Reader.State);
            await using var connection = await Reader.ConnectAsync(arrival, token);
            await Assert.ThrowsAsync<CardFaultException>(() => TransmitAsync(connection));
        }

        Assert.Equal(ReaderState.OutOfOrder, Reader.State);
        Assert.Contains("SCARD_E_NOT_TRANSACTED", Reader.Detail, StringComparison.Ordinal);

        Pcscd.OnTransmit = () => (0, "9000");
        await using var good = await Reader.ConnectAsync(arrival, token);
        await TransmitAsync(good);
        Assert.Equal(ReaderState.CardPresent, Reader.State);
    }

    [Fact]
    public async Task A_reader_out_of_order_gets_new_contexts_on_schedule_and_stays_so_until_a_card_answers()
    {
        var contexts = 0;
        Pcscd.OnEstablish = () =>
        {
            Interlocked.Increment(ref contexts);
            return 0;
        };
        Pcscd.OnTransmit = () => (NotTransacted, "");
        await using var scheduled = new PcscReader(
            new PcscReaderOptions { FaultsBeforeOutOfOrder = 1, OutOfOrderRetry = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        Pcscd.Show(new ScriptedSlot("Reader", HasCard: true, ++counter));
        await using (var connection = await scheduled.ConnectAsync(await scheduled.WaitForCardAsync(token), token))
        {
            await Assert.ThrowsAsync<CardFaultException>(() => TransmitAsync(connection));
        }

        var before = contexts;
        await UntilAsync(() => contexts > before);
        await Task.Delay(200, token);

        Assert.Equal(ReaderState.OutOfOrder, scheduled.State);
    }

    [Fact]
    public async Task A_card_reset_by_another_program_ends_the_read()
    {
        await using var connection = await Reader.ConnectAsync(await TapAsync(), token);
        Pcscd.OnTransmit = () => (ResetCard, "");

        var fault = await Assert.ThrowsAsync<CardFaultException>(() => TransmitAsync(connection));

        Assert.StartsWith("Another program reset the card", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mute_card_is_a_fault_that_does_not_count_against_the_reader()
    {
        Pcscd.OnConnect = _ => Task.FromResult(Unresponsive);
        var arrival = await TapAsync();
        for (var i = 0; i < 6; i++)
        {
            await Assert.ThrowsAsync<CardFaultException>(async () => await Reader.ConnectAsync(arrival, token));
        }

        Assert.Equal(ReaderState.CardPresent, Reader.State);
    }

    [Fact]
    public async Task A_protocol_agreed_with_someone_else_is_reset_once()
    {
        var refusals = 0;
        Pcscd.OnConnect = share => Task.FromResult(share != ShareDirect && refusals++ == 0 ? ProtocolMismatch : 0);

        await using var connection = await Reader.ConnectAsync(await TapAsync(), token);

        Assert.Equal([1u], Pcscd.Disconnects);
    }

    [Fact]
    public async Task A_connect_that_hangs_costs_its_deadline_and_the_next_one_works()
    {
        using var release = new SemaphoreSlim(0);
        Pcscd.OnConnect = async _ =>
        {
            await release.WaitAsync(token);
            return 0;
        };
        var arrival = await TapAsync();
        await Assert.ThrowsAsync<CardTimeoutException>(async () => await Reader.ConnectAsync(arrival, token));

        Pcscd.OnConnect = _ => Task.FromResult(0u);
        await using var connection = await Reader.ConnectAsync(arrival, token);
        await TransmitAsync(connection);

        // What came too late is taken back, with the power off.
        release.Release();
        await UntilAsync(() => Pcscd.Disconnects.Contains(2));
    }

    [Fact]
    public async Task A_third_hanging_call_is_not_risked()
    {
        Pcscd.OnConnect = async _ =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        };
        var arrival = await TapAsync();
        await Assert.ThrowsAsync<CardTimeoutException>(async () => await Reader.ConnectAsync(arrival, token));
        await Assert.ThrowsAsync<CardTimeoutException>(async () => await Reader.ConnectAsync(arrival, token));

        var fault = await Assert.ThrowsAsync<CardFaultException>(async () => await Reader.ConnectAsync(arrival, token));
        Assert.Equal("Reader is out of order: earlier calls have not returned.", fault.Message);
    }

    [Fact]
    public async Task A_card_exchanged_while_it_was_being_connected_is_not_the_one_that_arrived()
    {
        var arrival = await TapAsync();
        Pcscd.OnConnect = _ =>
        {
            counter += 2;
            Pcscd.Show(new ScriptedSlot("Reader", HasCard: true, counter));
            return Task.FromResult(0u);
        };

        await Reader.ConverseAsync(
            arrival,
            async connection =>
            {
                await Eventually.IsAsync(async () => !await connection.IsSamePresenceAsync(token), () => "The exchange was not noticed.");
                return true;
            },
            token);
    }

    private void ShowEmpty() => Pcscd.Show(new ScriptedSlot("Reader", HasCard: false, ++counter));

    private async Task TakeAwayAsync()
    {
        ShowEmpty();
        await UntilAsync(ReaderState.Ready);
        await Task.Delay(350, token);
    }

    private async Task<CardArrival> TapAsync()
    {
        Pcscd.Show(new ScriptedSlot("Reader", HasCard: true, ++counter));
        return await Reader.WaitForCardAsync(token);
    }

    private Task NoCardAsync() => PcscdTest.NoTapAsync(Reader, TimeSpan.FromMilliseconds(600));

    private async Task TransmitAsync(HeldConnection connection) => await connection.TransmitAsync(PcscdTest.Select, PcscdTest.Limit, token);

    private Task UntilAsync(ReaderState state) => UntilAsync(() => Reader.State == state);

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Assert.False(token.IsCancellationRequested, $"Waited in vain: {Reader.State}, {Reader.Detail}");
            await Task.Delay(10);
        }
    }
}
