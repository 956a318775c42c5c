using System.Buffers.Binary;
using System.Device.Gpio;
using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Gpio.GpioNative;

namespace Kiosk.Hardware.Gpio;

/// <summary>
/// A chip accessed through the kernel's GPIO v2 interface, without a library: debounces in the kernel, reports a chip that went away, and always throws a
/// <see cref="DeviceException"/> that names chip and line.
/// </summary>
/// <param name="chip">The chip's node.</param>
/// <param name="isBiasDisabled">Whether <see cref="PinMode.Input"/> disables a pull resistor configured by the device tree or boot loader.</param>
/// <param name="debounce">For inputs; zero for none, otherwise at least one microsecond.</param>
/// <param name="onLost">Called once for each listening line when the chip goes away.</param>
internal sealed unsafe class KernelGpioDriver(string chip, bool isBiasDisabled, TimeSpan debounce, Action<DeviceException> onLost) : GpioDriver
{
    private readonly Dictionary<int, Line> lines = [];

    public KernelGpioDriver(string chip)
        : this(chip, isBiasDisabled: false, TimeSpan.Zero, _ => { })
    {
    }

    protected override int PinCount => GpioChip.CountLines(chip);

    // The kernel grants a line together with its direction, so nothing is requested before that is known.
    protected override void OpenPin(int pinNumber) => lines.Add(pinNumber, new());

    protected override void ClosePin(int pinNumber)
    {
        if (lines.Remove(pinNumber, out var line))
        {
            line.Release();
        }
    }

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) =>
        mode is PinMode.Input or PinMode.InputPullUp or PinMode.InputPullDown or PinMode.Output;

    protected override PinMode GetPinMode(int pinNumber) => lines[pinNumber].Mode;

    protected override void SetPinMode(int pinNumber, PinMode mode) => SetPinMode(pinNumber, mode, PinValue.Low);

    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
    {
        var line = lines[pinNumber];
        line.Release();
        (uint, ulong) attribute = mode == PinMode.Output ? (GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES, initialValue == PinValue.High ? 1u : 0u)
            : debounce > TimeSpan.Zero ? (GPIO_V2_LINE_ATTR_ID_DEBOUNCE, (uint)debounce.TotalMicroseconds)
            : default;
        (line.Node, line.Mode) = (GpioChip.Request(chip, pinNumber, FlagsOf(mode), attribute), mode);
    }

    protected override PinValue Read(int pinNumber)
    {
        var values = new LineValues { Mask = 1 };
        NodeOf(pinNumber).Control(GPIO_V2_LINE_GET_VALUES_IOCTL, &values, "be read");
        return (values.Bits & 1) != 0;
    }

    protected override void Write(int pinNumber, PinValue value)
    {
        var values = new LineValues { Bits = value == PinValue.High ? 1u : 0u, Mask = 1 };
        NodeOf(pinNumber).Control(GPIO_V2_LINE_SET_VALUES_IOCTL, &values, "be set");
    }

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        var line = lines[pinNumber];
        lock (line.Callbacks)
        {
            line.Callbacks.Add((eventTypes, callback));
        }

        line.Listener ??= new($"gpio {chip}:{pinNumber}", NodeOf(pinNumber), EventLength, record => Tell(line, new(EventOf(record), pinNumber)), onLost);
    }

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        var line = lines[pinNumber];
        lock (line.Callbacks)
        {
            line.Callbacks.RemoveAll(entry => entry.Callback == callback);
        }
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        using var happened = new ManualResetEventSlim();
        var seen = PinEventTypes.None;
        void Note(object sender, PinValueChangedEventArgs change)
        {
            seen = change.ChangeType;
            happened.Set();
        }

        AddCallbackForPinValueChangedEvent(pinNumber, eventTypes, Note);
        try
        {
            happened.Wait(cancellationToken);
            return new() { EventTypes = seen };
        }
        catch (OperationCanceledException)
        {
            return new() { TimedOut = true };
        }
        finally
        {
            RemoveCallbackForPinValueChangedEvent(pinNumber, Note);
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var line in lines.Values)
        {
            line.Release();
        }

        lines.Clear();
        base.Dispose(disposing);
    }

    private static PinEventTypes EventOf(ReadOnlySpan<byte> record) =>
        BinaryPrimitives.ReadUInt32LittleEndian(record[EventIdOffset..]) == GPIO_V2_LINE_EVENT_RISING_EDGE ? PinEventTypes.Rising : PinEventTypes.Falling;

    private void Tell(Line line, PinValueChangedEventArgs change)
    {
        PinChangeEventHandler[] callbacks;
        lock (line.Callbacks)
        {
            callbacks = [.. line.Callbacks.Where(entry => entry.Types.HasFlag(change.ChangeType)).Select(entry => entry.Callback)];
        }

        Array.ForEach(callbacks, callback => callback(this, change));
    }

    private ulong FlagsOf(PinMode mode) => mode switch
    {
        PinMode.Output => GPIO_V2_LINE_FLAG_OUTPUT,
        PinMode.InputPullUp => InputFlags | GPIO_V2_LINE_FLAG_BIAS_PULL_UP,
        PinMode.InputPullDown => InputFlags | GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN,
        _ => InputFlags | (isBiasDisabled ? GPIO_V2_LINE_FLAG_BIAS_DISABLED : 0),
    };

    private static ulong InputFlags => GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING;

    private DeviceNode NodeOf(int pinNumber) => lines[pinNumber].Node ?? throw new InvalidOperationException($"Line {pinNumber} of {chip} has no direction yet.");

    private sealed class Line
    {
        public DeviceNode? Node { get; set; }

        public PinMode Mode { get; set; }

        public NodeListener? Listener { get; set; }

        public List<(PinEventTypes Types, PinChangeEventHandler Callback)> Callbacks { get; } = [];

        public void Release()
        {
            Listener?.Dispose();
            Node?.Dispose();
            (Listener, Node) = (null, null);
        }
    }
}
