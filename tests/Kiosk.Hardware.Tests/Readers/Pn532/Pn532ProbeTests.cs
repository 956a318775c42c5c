using Kiosk.Hardware.Readers.Pn532;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

public sealed class Pn532ProbeTests
{
    [Fact]
    public async Task A_chip_that_answers_is_found_with_its_firmware()
    {
        await using var bench = new Pn532Bench();

        Assert.Equal(new Pn532Probe.Answers(bench.Emulator.Device, new Version(1, 6)), await ProbeAsync(bench.Emulator.Device));
    }

    [Theory]
    [InlineData("/dev/ttyNONE7", typeof(Pn532Probe.DeviceMissing), "/dev/ttyNONE7 cannot be opened: No such file or directory.")]
    [InlineData("/dev/i2c-77", typeof(Pn532Probe.DeviceMissing), "/dev/i2c-77 cannot be opened: No such file or directory.")]
    [InlineData("/dev/null", typeof(Pn532Probe.WrongDevice), "/dev/null cannot be set to 115200 bit/s: Inappropriate ioctl for device.")]
    public async Task What_is_in_the_way_is_told_apart(string device, Type expected, string detail)
    {
        var probe = await ProbeAsync(device);

        Assert.Equal((expected, device, detail), (probe.GetType(), probe.Device, probe.Detail));
    }

    [Fact]
    public async Task A_port_that_the_terminal_holds_is_busy()
    {
        await using var bench = new Pn532Bench();
        await bench.WaitForAsync(Cards.ReaderState.Ready);

        Assert.IsType<Pn532Probe.Busy>(await ProbeAsync(bench.Emulator.Device));
    }

    [Fact]
    public async Task Another_chip_and_silence_are_told_apart()
    {
        await using var bench = new Pn532Bench();
        bench.Emulator.Chip.Firmware = new byte[] { 0x31, 0x01, 0x06, 0x07 };
        Assert.IsType<Pn532Probe.WrongChip>(await ProbeAsync(bench.Emulator.Device));

        bench.Emulator.Chip.Restart();
        bench.Emulator.Chip.WakeUpTime = TimeSpan.FromHours(1);
        Assert.IsType<Pn532Probe.NoAnswer>(await ProbeAsync(bench.Emulator.Device));
    }

    private static Task<Pn532Probe> ProbeAsync(string device) =>
        Pn532Probe.RunAsync(new Pn532ReaderOptions { Device = device }, TimeProvider.System, CancellationToken.None);
}
