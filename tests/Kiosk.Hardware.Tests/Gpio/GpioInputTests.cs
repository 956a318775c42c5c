using System.Device.Gpio;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Gpio;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Hardware.Tests.Indicators;

namespace Kiosk.Hardware.Tests.Gpio;

public sealed class GpioInputTests
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(50);

    private readonly ManualTimeProvider time = new();
    private readonly OneLineDriver chip = new();
    private readonly List<bool> changes = [];
    private readonly List<DeviceException> lost = [];

    [Fact]
    public void A_driver_that_debounces_is_believed_at_once()
    {
        using var input = Open(activeLow: false, TimeSpan.Zero);

        chip.Drive(PinValue.High);
        chip.Drive(PinValue.Low);

        Assert.Equal([true, false], changes);
    }

    [Fact]
    public void A_low_line_is_active_where_that_is_said()
    {
        using var input = Open(activeLow: true, TimeSpan.Zero);
        var atRest = input.IsActive();

        chip.Drive(PinValue.High);

        Assert.True(atRest);
        Assert.Equal([false], changes);
        Assert.False(input.IsActive());
    }

    [Fact]
    public void Without_a_driver_that_debounces_a_level_counts_once_it_has_lasted()
    {
        using var input = Open(activeLow: false, Settling);

        chip.Drive(PinValue.High);
        time.Advance(Settling - TimeSpan.FromMilliseconds(1));
        var early = changes.Count;
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, early);
        Assert.Equal([true], changes);
    }

    [Fact]
    public void A_contact_that_bounces_and_comes_to_rest_where_it_was_is_no_change()
    {
        using var input = Open(activeLow: false, Settling);

        chip.Drive(PinValue.High);
        time.Advance(TimeSpan.FromMilliseconds(20));
        chip.Drive(PinValue.Low);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(changes);
    }

    [Fact]
    public void A_line_that_cannot_be_read_when_its_level_has_lasted_is_told_as_lost()
    {
        var failing = new FailingDriver();
        using var input = new GpioInput(new GpioController(failing), 0, "TAMPER", activeLow: false, PinMode.Input, Settling, time, changes.Add, lost.Add);

        failing.Fails = true;
        failing.Drive(PinValue.High);
        time.Advance(Settling);

        Assert.Equal("TAMPER cannot be used: the chip is gone", Assert.Single(lost).Message);
    }

    private GpioInput Open(bool activeLow, TimeSpan settling) =>
        new(new GpioController(chip), 0, "TAMPER", activeLow, PinMode.InputPullUp, settling, time, changes.Add, lost.Add);

    private sealed class FailingDriver : OneLineDriver
    {
        public bool Fails { get; set; }

        protected override PinValue Read(int pinNumber) => Fails ? throw new IOException("the chip is gone") : base.Read(pinNumber);
    }
}
