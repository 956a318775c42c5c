using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>What goes wrong between host and chip, and what goes on all the same.</summary>
public sealed class Pn532WireTests
{
    private const byte Diagnose = 0x00;
    private const byte DataExchange = 0x40;
    private const byte ListPassiveTarget = 0x4A;
    private const byte GetFirmwareVersion = 0x02;

    [Theory]
    [InlineData(ListPassiveTarget, Pn532Fault.LoseCommand)]
    [InlineData(ListPassiveTarget, Pn532Fault.LoseAcknowledgement)]
    [InlineData(ListPassiveTarget, Pn532Fault.AskForRepeat)]
    [InlineData(ListPassiveTarget, Pn532Fault.FlipBit)]
    [InlineData(ListPassiveTarget, Pn532Fault.BreakOff)]
    [InlineData(ListPassiveTarget, Pn532Fault.MakeNoise)]
    [InlineData(DataExchange, Pn532Fault.LoseAcknowledgement)]
    [InlineData(DataExchange, Pn532Fault.AskForRepeat)]
    [InlineData(DataExchange, Pn532Fault.FlipBit)]
    [InlineData(DataExchange, Pn532Fault.BreakOff)]
    [InlineData(DataExchange, Pn532Fault.MakeNoise)]
    [InlineData(GetFirmwareVersion, Pn532Fault.LoseCommand)]
    [InlineData(GetFirmwareVersion, Pn532Fault.MakeNoise)]
    public async Task A_wire_that_fails_once_costs_nobody_a_command(byte code, Pn532Fault fault)
    {
        await using var bench = new Pn532Bench();
        var card = new ScriptedCard(_ => [0x01, 0x02, 0x90, 0x00]);
        bench.Emulator.Chip.Misbehave(code, fault);

        Assert.Equal("01029000", await bench.SendAsync(await bench.TapAsync(card), "00CB3FFF00"));

        Assert.Equal(1, card.Commands);
    }

    [Theory]
    [InlineData(Pn532Fault.LoseCommand)]
    [InlineData(Pn532Fault.AnswerWithError)]
    [InlineData(Pn532Fault.FailRadio)]
    public async Task A_lost_exchange_is_a_fault_of_the_reader_and_the_card_is_read_again(Pn532Fault fault)
    {
        await using var bench = new Pn532Bench();
        bench.Emulator.Chip.Misbehave(DataExchange, fault);
        var card = new ScriptedCard(_ => [0x90, 0x00]);
        await Assert.ThrowsAsync<CardFaultException>(async () => await bench.SendAsync(await bench.TapAsync(card), "00CB3FFF00"));

        await using var second = new Pn532Bench();
        second.Emulator.Chip.Misbehave(DataExchange, fault);
        Assert.IsType<CardReadResult.Read>(await second.ReadAsync(new VirtualCard(TestCard.WithP256(), TimeProvider.System)));
    }

    [Fact]
    public async Task A_chip_that_stays_silent_is_told_to_forget_the_command_and_goes_on()
    {
        await using var bench = new Pn532Bench();
        bench.Emulator.Chip.Misbehave(DataExchange, Pn532Fault.StaySilent);
        var arrival = await bench.TapAsync(new ScriptedCard(_ => [0x90, 0x00]));

        await Assert.ThrowsAsync<CardTimeoutException>(async () => await bench.SendAsync(arrival, [0x00, 0xCB, 0x3F, 0xFF], TimeSpan.FromMilliseconds(150)));

        Assert.Equal("9000", await bench.SendAsync(bench.Reader.FindAgain(arrival)!, "00CB3FFF00"));
    }

    [Fact]
    public async Task A_chip_that_restarts_is_set_up_again_and_a_card_that_lay_there_must_leave_first()
    {
        await using var bench = new Pn532Bench { AbsenceBeforeNewTap = TimeSpan.Zero };
        var card = new ScriptedCard(_ => [0x90, 0x00]);
        var arrival = await bench.TapAsync(card);
        bench.Emulator.Chip.Misbehave(Diagnose, Pn532Fault.Restart);

        await bench.WaitUntilAsync(() => bench.Reader.State == ReaderState.CardPresent && bench.Reader.FindAgain(arrival) is null);
        var waiting = bench.Reader.WaitForCardAsync(bench.Token).AsTask();

        Assert.False(waiting.IsCompleted);
        bench.Emulator.Remove();
        await bench.WaitForAsync(ReaderState.Ready);
        bench.Emulator.Present(card);
        Assert.Equal("9000", await bench.SendAsync(await waiting, "00CB3FFF00"));
    }

    [Fact]
    public async Task A_chip_that_restarts_in_mid_command_costs_the_tap_and_no_more()
    {
        await using var bench = new Pn532Bench();
        var card = new ScriptedCard(_ => [0x90, 0x00]);
        var arrival = await bench.TapAsync(card);
        bench.Emulator.Chip.Misbehave(DataExchange, Pn532Fault.Restart);

        await Assert.ThrowsAsync<CardTimeoutException>(async () => await bench.SendAsync(arrival, [0x00, 0xCB, 0x3F, 0xFF], TimeSpan.FromMilliseconds(150)));

        await bench.WaitForAsync(ReaderState.CardPresent);
    }

    [Fact]
    public async Task A_chip_that_wakes_up_late_is_waited_for()
    {
        await using var bench = new Pn532Bench();
        bench.Emulator.Chip.WakeUpTime = TimeSpan.FromMilliseconds(250);

        await bench.TapAsync(new ScriptedCard(_ => [0x90, 0x00]));

        Assert.Equal(ReaderState.CardPresent, bench.Reader.State);
    }

    [Fact]
    public async Task Garbage_between_commands_is_passed_over()
    {
        await using var bench = new Pn532Bench();
        var arrival = await bench.TapAsync(new ScriptedCard(_ => [0x90, 0x00]));

        bench.Emulator.Send(Convert.FromHexString("55AA00FF123400FFAA0000FF02FED54A0000FF00"));

        Assert.Equal("9000", await bench.SendAsync(bench.Reader.FindAgain(arrival)!, "00CB3FFF00"));
    }

    [Theory]
    [InlineData(230_400)]
    [InlineData(460_800)]
    [InlineData(921_600)]
    public async Task The_rate_is_raised_and_found_again_by_the_next_one_who_opens_the_port(int baudRate)
    {
        await using var bench = new Pn532Bench();
        var options = new Kiosk.Hardware.Readers.Pn532.Pn532ReaderOptions { Device = bench.Emulator.Device, BaudRate = baudRate };
        bench.Emulator.Present(new ScriptedCard(_ => [0x90, 0x00]));
        await using (var first = new Kiosk.Hardware.Readers.Pn532.Pn532Reader(options, TimeProvider.System))
        {
            await first.WaitForCardAsync(bench.Token);
            Assert.Equal(baudRate, bench.Emulator.Chip.BaudRate);
        }

        // As it comes, at 115,200: it has to look for the chip, and takes it down again.
        await bench.Reader.WaitForCardAsync(bench.Token);
        Assert.Equal(115_200, bench.Emulator.Chip.BaudRate);
    }

    [Fact]
    public async Task A_device_that_was_unplugged_is_missed_at_once_and_used_again_when_it_is_back()
    {
        using var folder = new Testing.Durability.TestFolder();
        var link = Path.Combine(folder.Path, "ttyUSB0");
        var first = new Pn532Emulator(TimeProvider.System);
        File.CreateSymbolicLink(link, first.Device);
        await using var bench = new Pn532Bench { Clock = new(), Options = new() { Device = link } };
        await bench.WaitForAsync(ReaderState.Ready);

        await first.DisposeAsync();
        await bench.WaitForAsync(ReaderState.WaitingForReader);
        File.Delete(link);
        File.CreateSymbolicLink(link, bench.Emulator.Device);
        await bench.WaitForAsync(ReaderState.Ready);
        await bench.PassAsync(bench.Options.AbsenceBeforeNewTap);

        await bench.TapAsync(new ScriptedCard(_ => [0x90, 0x00]));
    }
}
