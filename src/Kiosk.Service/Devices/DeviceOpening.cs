using Kiosk.Hardware.Clock;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Door;
using Kiosk.Hardware.Gpio;
using Kiosk.Hardware.I2c;
using Kiosk.Hardware.Indicators;
using Kiosk.Hardware.Pwm;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Devices;

/// <summary>From settings to devices; null where the settings name none. Every method throws <see cref="DeviceException"/> where the node is missing, forbidden or held.</summary>
internal static class DeviceOpening
{
    public static StatusLamp? Lamp(LampOptions options, TimeProvider time, Action<DeviceException> onFailure)
    {
        if (!options.IsPresent)
        {
            return null;
        }

        var opened = new List<IGpioLine>();
        IGpioLine? Line(string address)
        {
            var line = Output(address, options.ActiveLow);
            opened.AddRange(line is null ? [] : [line]);
            return line;
        }

        try
        {
            return new(new LampLines(Line(options.Red), Line(options.Green), Line(options.Blue), Line(options.Amber), Line(options.White)), time, onFailure);
        }
        catch
        {
            opened.ForEach(line => line.Dispose());
            throw;
        }
    }

    public static Buzzer? Buzzer(BuzzerOptions options, TimeProvider time, Action<DeviceException> onFailure) =>
        options.PwmChip.Length > 0 ? new(new PwmSounder(PwmChannel.Open(options.PwmChip, options.PwmChannel), options.Volume), time, onFailure)
        : Output(options.Line, options.ActiveLow) is { } line ? new(new GpioSounder(line), time, onFailure)
        : null;

    /// <summary>The sentences in the language of the screens; looks for neither folder nor sound.</summary>
    public static SpokenPrompts? Prompts(KioskOptions options) =>
        options.Buzzer.Prompts.Length > 0 ? new(Path.Combine(options.Buzzer.Prompts, options.Display.Language), options.Buzzer.PromptDevice) : null;

    public static DoorRelay? Relay(RelayOptions options, TimeProvider time, Action<DeviceException> onFailure) =>
        Output(options.Line, options.ActiveLow) is { } line ? new(line, TimeSpan.FromMilliseconds(options.PulseMilliseconds), time, onFailure) : null;

    public static GpioInput? Input(string address, InputOptions options, Action<bool> onChange, Action<DeviceException> onLost) => GpioAddress.TryParse(address) is { } parsed
        ? GpioInput.Request(parsed, options.ActiveLow, BiasOf(options.Pull), TimeSpan.FromMilliseconds(options.DebounceMilliseconds), onChange, onLost)
        : null;

    /// <summary>Opens the clock's bus for one use.</summary>
    public static T? UseClock<T>(ClockOptions options, Func<Ds3231, T> use)
        where T : class
    {
        if (options.Bus.Length == 0)
        {
            return null;
        }

        using var bus = I2cBus.Open(options.Bus);
        return use(new Ds3231(bus, options.Bus));
    }

    private static GpioOutput? Output(string address, bool activeLow) => GpioAddress.TryParse(address) is { } parsed ? GpioOutput.Request(parsed, activeLow) : null;

    private static GpioBias BiasOf(string pull) => pull switch
    {
        "up" => GpioBias.PullUp,
        "down" => GpioBias.PullDown,
        "off" => GpioBias.Disabled,
        _ => GpioBias.AsIs,
    };
}
