using Kiosk.Cards;
using Kiosk.Hardware.Readers.Pn532;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>What the reader waits for, in its state and in a sentence.</summary>
public sealed class Pn532StateTests
{
    [Fact]
    public async Task A_chip_that_answers_is_named_with_its_firmware()
    {
        await using var bench = new Pn532Bench();

        await bench.WaitForAsync(ReaderState.Ready);

        Assert.Equal($"PN532 1.6 at {bench.Emulator.Device}.", bench.Reader.Detail);
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_waited_for()
    {
        await using var bench = new Pn532Bench { Options = new() { Device = "/dev/ttyNONE7" } };

        await bench.WaitUntilAsync(() => bench.Reader.Detail == "/dev/ttyNONE7 cannot be opened: No such file or directory.");

        Assert.Equal(ReaderState.WaitingForReader, bench.Reader.State);
    }

    [Fact]
    public async Task A_file_is_no_serial_port()
    {
        await using var bench = new Pn532Bench { Options = new() { Device = "/dev/null" } };

        await bench.WaitForAsync(ReaderState.OutOfOrder);

        Assert.StartsWith("/dev/null cannot be set to 115200 bit/s", bench.Reader.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_another_reader_holds_is_busy()
    {
        await using var bench = new Pn532Bench();
        await bench.WaitForAsync(ReaderState.Ready);

        await using var second = new Pn532Reader(bench.Options, TimeProvider.System);
        await bench.WaitUntilAsync(() => second.State == ReaderState.OutOfOrder);

        Assert.Equal($"{bench.Emulator.Device} is held by another program.", second.Detail);
    }

    [Fact]
    public async Task Another_chip_is_not_used()
    {
        await using var bench = new Pn532Bench();
        bench.Emulator.Chip.Firmware = new byte[] { 0x31, 0x01, 0x06, 0x07 };

        await bench.WaitForAsync(ReaderState.OutOfOrder);

        Assert.Equal($"{bench.Emulator.Device}: the chip says that it is PN531, not PN532.", bench.Reader.Detail);
    }

    [Fact]
    public async Task A_port_with_nothing_behind_it_says_so()
    {
        await using var bench = new Pn532Bench();
        bench.Emulator.Chip.WakeUpTime = TimeSpan.FromHours(1);

        await bench.WaitForAsync(ReaderState.OutOfOrder);

        Assert.Equal($"The PN532 at {bench.Emulator.Device} does not answer.", bench.Reader.Detail);
    }
}
