using System.Diagnostics;
using System.Net.Sockets;
using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;
using Kiosk.Testing.Pcsc;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>Daemons and readers that disappear and return, with one reader object throughout.</summary>
public sealed class PcscReaderRecoveryTests : PcscdTest
{
    [Fact]
    public async Task A_daemon_that_starts_late_is_waited_for()
    {
        await using var reader = Watch();
        await UntilAsync(reader, r => r.Detail.Contains("SCARD_E_NO_SERVICE", StringComparison.Ordinal));
        Assert.Equal(ReaderState.WaitingForDaemon, reader.State);

        await Pcscd.StartAsync(Token);
        await UntilAsync(reader, ReaderState.Ready);
        await ReadOneCardAsync(reader);
    }

    [Fact]
    public async Task A_daemon_killed_and_started_again_under_load_is_back_by_itself()
    {
        await Pcscd.StartAsync(Token);
        await using var reader = Watch();
        await using (await InsertAsync(ScriptedCard.Ok))
        {
            await using var connection = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);
            var load = ExchangeUntilFailureAsync(connection);
            await Task.Delay(300, Token);

            await Pcscd.KillAsync();

            Assert.IsType<CardFaultException>(await load);
            await UntilAsync(reader, ReaderState.WaitingForDaemon);
            Assert.False(await connection.IsSamePresenceAsync(Token));
        }

        await Pcscd.StartAsync(Token);
        await UntilAsync(reader, ReaderState.Ready);
        await Task.Delay(600, Token);
        await ReadOneCardAsync(reader);
    }

    [Fact]
    public async Task A_card_left_lying_over_a_restart_of_the_daemon_must_leave_before_it_counts_again()
    {
        // Longer than any machine takes to see a card on vpcd again; a card on a real reader is seen at once.
        var absence = TimeSpan.FromHours(1);
        var time = new SkippingTime();
        await Pcscd.StartAsync(Token);
        await using var reader = new PcscReader(new PcscReaderOptions { NameContains = "Kiosk A", AbsenceBeforeNewTap = absence }, time);
        await using (await InsertAsync(ScriptedCard.Ok))
        {
            await reader.WaitForCardAsync(Token);
            await Pcscd.KillAsync();
        }

        using var lying = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var back = KeepInsertedAsync(ScriptedCard.Ok, lying.Token);
        await Pcscd.StartAsync(Token);
        await UntilAsync(reader, ReaderState.CardPresent);
        await NoTapAsync(reader, TimeSpan.FromSeconds(1));

        await lying.CancelAsync();
        await back;
        await UntilAsync(reader, ReaderState.Ready);
        time.Skip(absence);
        await ReadOneCardAsync(reader);
    }

    [Fact]
    public async Task A_card_that_lies_there_at_the_first_start_is_a_tap()
    {
        await Pcscd.StartAsync(Token);
        await using var link = await InsertAsync(ScriptedCard.Ok);
        await using var watching = Watch();
        await UntilAsync(watching, ReaderState.CardPresent);

        await using var reader = Watch();
        var arrival = await reader.WaitForCardAsync(Token);

        Assert.Equal("Kiosk A 00 00", arrival.Reader);
    }

    [Fact]
    public async Task A_reader_that_is_missing_at_first_or_for_a_while_is_waited_for()
    {
        PrivatePcscd.Unplug(A);
        await Pcscd.StartAsync(Token);
        await using var reader = Watch();
        await UntilAsync(reader, ReaderState.WaitingForReader);

        PrivatePcscd.Plug(A);
        await RestartAsync();
        await UntilAsync(reader, ReaderState.Ready);
        await ReadOneCardAsync(reader);

        PrivatePcscd.Unplug(A);
        await RestartAsync();
        await UntilAsync(reader, ReaderState.WaitingForReader);

        PrivatePcscd.Plug(A);
        await RestartAsync();
        await UntilAsync(reader, ReaderState.Ready);
        await Task.Delay(600, Token);
        await ReadOneCardAsync(reader);
    }

    [Fact]
    public async Task A_daemon_without_any_reader_is_waited_on()
    {
        PrivatePcscd.Unplug(A);
        PrivatePcscd.Unplug(B);
        await Pcscd.StartAsync(Token);
        await using var reader = Watch();

        await UntilAsync(reader, ReaderState.WaitingForReader);
        Assert.IsType<PcscProbe.NoReader>(await PcscProbe.RunAsync(Limit, TimeProvider.System, Token));
    }

    [Fact]
    public async Task A_daemon_that_does_not_answer_is_reported_and_waited_for()
    {
        await Pcscd.StartAsync(Token);
        await using var reader = new PcscReader(
            new PcscReaderOptions { NameContains = "Kiosk A 00 00", DaemonSilence = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        await UntilAsync(reader, ReaderState.Ready);

        Pcscd.Freeze();
        await UntilAsync(reader, ReaderState.WaitingForDaemon);
        Assert.Contains("has not answered", reader.Detail, StringComparison.Ordinal);

        Pcscd.Thaw();
        await UntilAsync(reader, ReaderState.Ready);
    }

    [Fact]
    public async Task A_closed_reader_says_so_and_wakes_its_waiter()
    {
        var reader = Watch();
        var waiting = Assert.ThrowsAsync<ObjectDisposedException>(async () => await reader.WaitForCardAsync(Token));

        await reader.DisposeAsync();

        await waiting;
        Assert.Equal(ReaderState.Stopped, reader.State);
    }

    private async Task RestartAsync()
    {
        await Pcscd.KillAsync();
        await Pcscd.StartAsync(Token);
    }

    private async Task ReadOneCardAsync(PcscReader reader)
    {
        await using (await InsertAsync(ScriptedCard.Ok))
        {
            await using var connection = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);
            var response = await connection.TransmitAsync(Select, Limit, Token);
            Assert.Equal("9000", Convert.ToHexString(response.Span));
        }

        await UntilAsync(reader, ReaderState.Ready);
    }

    private async Task<CardException> ExchangeUntilFailureAsync(HeldConnection connection)
    {
        try
        {
            while (true)
            {
                await connection.TransmitAsync(Select, Limit, Token);
            }
        }
        catch (CardException e)
        {
            return e;
        }
    }

    /// <summary>Puts the card in as soon as the slot listens, as a card that lies on a reader is back as soon as the reader is.</summary>
    private async Task KeepInsertedAsync(IVirtualCard card, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (!cancellationToken.IsCancellationRequested && clock.Elapsed < Limit)
        {
            try
            {
                await VpcdLink.RunAsync(card, "127.0.0.1", A.Port, cancellationToken);
            }
            catch (SocketException)
            {
                await Task.Delay(5, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
