using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>The same chip on a bus: the binding, the wire and the frames are those of the serial port.</summary>
public sealed class Pn532I2cLineTests : IAsyncDisposable
{
    private const byte DataExchange = 0x40;

    private static readonly Pn532ReaderOptions Options = new() { Device = "/dev/i2c-7" };

    private readonly EmulatedI2cChip port = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        await port.Chip.DisposeAsync();
        port.Dispose();
        limit.Dispose();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(258)]
    [InlineData(263)]
    [InlineData(1000)]
    public void An_answer_of_every_length_comes_whole(int length)
    {
        var answer = new byte[length];
        new Random(length).NextBytes(answer);

        Assert.Equal(answer, Ask(new ScriptedCard(_ => answer), new byte[600]));
    }

    [Theory]
    [InlineData(Pn532Fault.AskForRepeat)]
    [InlineData(Pn532Fault.FlipBit)]
    [InlineData(Pn532Fault.BreakOff)]
    public void A_bus_that_fails_once_costs_nobody_a_command(Pn532Fault fault)
    {
        var card = new ScriptedCard(_ => [0x90, 0x00]);
        port.Chip.Misbehave(DataExchange, fault);

        Assert.Equal([0x90, 0x00], Ask(card, new byte[5]));

        Assert.Equal(1, card.Commands);
    }

    [Fact]
    public void A_chip_that_wakes_up_late_is_waited_for()
    {
        port.Chip.WakeUpTime = TimeSpan.FromMilliseconds(150);

        using var chip = Open();

        Assert.Equal(new Version(1, 6), chip.Firmware);
    }

    [Fact]
    public void A_bus_without_the_chip_says_so()
    {
        port.Chip.WakeUpTime = TimeSpan.FromHours(1);

        Assert.Equal("The PN532 at /dev/i2c-7 does not answer.", Assert.Throws<DeviceFaultException>(Open).Message);
    }

    [Fact]
    public void A_card_that_does_not_answer_costs_its_deadline()
    {
        port.Chip.Misbehave(DataExchange, Pn532Fault.StaySilent);
        using var chip = Open();
        port.Chip.Present(new ScriptedCard(_ => [0x90, 0x00]));
        var card = chip.Find(limit.Token)!;

        Assert.Throws<TimeoutException>(() => chip.Carry(card, new byte[5], TimeSpan.FromMilliseconds(100), limit.Token));

        Assert.True(chip.IsThere(card, limit.Token));
    }

    private byte[] Ask(ScriptedCard card, byte[] command)
    {
        using var chip = Open();
        port.Chip.Present(card);
        var (status, response) = chip.Carry(chip.Find(limit.Token)!, command, Pn532Bench.Deadline, limit.Token);
        Assert.True(status.IsSuccess);
        return response.ToArray();
    }

    private Pn532Chip Open() => Pn532Chip.Open(new Pn532I2cLine(port, "/dev/i2c-7", TimeProvider.System), Options, TimeProvider.System, limit.Token);
}
