using Kiosk.Hardware.Clock;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Door;
using Kiosk.Hardware.Expanders;
using Kiosk.Hardware.Gpio;
using Kiosk.Hardware.Indicators;
using Kiosk.Hardware.Scanners;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Devices;

/// <summary>Opens devices named in the settings; null if none is named. Every method throws <see cref="DeviceException"/> if the node is missing, forbidden or in use.</summary>
internal sealed class DeviceOpening(KioskOptions options, TimeProvider time)
{
    private readonly GpioLines lines = new(options.Gpio.Driver == GpioOptions.Libgpiod ? GpioLibrary.Libgpiod : GpioLibrary.Kernel, ExpanderOf(options.Expander));

    public GpioLines Lines => lines;

    public StatusLamp? Lamp(Action<DeviceException> onFailure)
    {
        var lamp = options.Lamp;
        if (!lamp.IsPresent)
        {
            return null;
        }

        if (lamp.Ring.Length > 0)
        {
            return new(LedRing.Open(lamp.Ring, lamp.RingLeds, lamp.RingBrightness), time, onFailure);
        }

        var opened = new List<GpioOutput>();
        GpioOutput? Line(string address)
        {
            var line = Output(address, lamp.ActiveLow);
            opened.AddRange(line is null ? [] : [line]);
            return line;
        }

        try
        {
            return new(new LampLines(Line(lamp.Red), Line(lamp.Green), Line(lamp.Blue), Line(lamp.Amber), Line(lamp.White)), time, onFailure);
        }
        catch
        {
            opened.ForEach(line => line.Dispose());
            throw;
        }
    }

    public Buzzer? Buzzer(Action<DeviceException> onFailure) =>
        options.Buzzer.PwmChip.Length > 0 ? new(PwmSounder.Open(options.Buzzer.PwmChip, options.Buzzer.PwmChannel, options.Buzzer.Volume), time, onFailure)
        : Output(options.Buzzer.Line, options.Buzzer.ActiveLow) is { } line ? new(new GpioSounder(line), time, onFailure)
        : null;

    public DoorRelay? Relay(Action<DeviceException> onFailure) =>
        Output(options.Relay.Line, options.Relay.ActiveLow) is { } line ? new(line, TimeSpan.FromMilliseconds(options.Relay.PulseMilliseconds), time, onFailure) : null;

    /// <param name="onMissing">Called each time the scanner is found missing, once until it is back.</param>
    public ICodeScanner Scanner(Action<DeviceException> onMissing) => options.Scanner.Kind is ScannerOptions.Serial
        ? CodeScanner.Serial(options.Scanner.Device, time, onMissing)
        : CodeScanner.Keyboard(options.Scanner.Device, time, onMissing);

    public GpioInput? Input(string address, Action<bool> onChange, Action<DeviceException> onLost) => GpioAddress.TryParse(address) is { } parsed
        ? lines.OpenInput(parsed, options.Inputs.ActiveLow, BiasOf(options.Inputs.Pull), TimeSpan.FromMilliseconds(options.Inputs.DebounceMilliseconds), time, onChange, onLost)
        : null;

    /// <summary>The spoken prompts in the screens' language; checks neither folder nor sound.</summary>
    public static SpokenPrompts? Prompts(KioskOptions options) =>
        options.Buzzer.Prompts.Length > 0 ? new(Path.Combine(options.Buzzer.Prompts, options.Display.Language), options.Buzzer.PromptDevice) : null;

    /// <summary>Opens the clock for one use.</summary>
    public static T? UseClock<T>(ClockOptions options, Func<Ds3231, T> use)
        where T : class
    {
        if (options.Bus.Length == 0)
        {
            return null;
        }

        using var clock = Ds3231.Open(options.Bus);
        return use(clock);
    }

    private GpioOutput? Output(string address, bool activeLow) => GpioAddress.TryParse(address) is { } parsed ? lines.OpenOutput(parsed, activeLow) : null;

    private static Expander? ExpanderOf(ExpanderOptions options) => options.Kind switch
    {
        ExpanderOptions.Mcp23008 => new(ExpanderKind.Mcp23008, options.Bus, options.Address),
        ExpanderOptions.Mcp23017 => new(ExpanderKind.Mcp23017, options.Bus, options.Address),
        ExpanderOptions.Pca9554 => new(ExpanderKind.Pca9554, options.Bus, options.Address),
        _ => null,
    };

    private static GpioBias BiasOf(string pull) => pull switch
    {
        "up" => GpioBias.PullUp,
        "down" => GpioBias.PullDown,
        "off" => GpioBias.Disabled,
        _ => GpioBias.AsIs,
    };
}
