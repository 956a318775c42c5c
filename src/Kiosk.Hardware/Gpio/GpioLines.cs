using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Globalization;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Expanders;

namespace Kiosk.Hardware.Gpio;

/// <summary>Opens lines by name, or by chip and number; those of the expander are <c>expander:0</c> and so on.</summary>
/// <param name="expander">Null if the terminal has none.</param>
public sealed class GpioLines(GpioLibrary library, Expander? expander = null)
{
    /// <summary>The consumer name of this program.</summary>
    public const string Consumer = "kiosk";

    /// <summary>Requests the line, inactive.</summary>
    /// <param name="activeLow">The device is on while the line is low.</param>
    /// <exception cref="DeviceException">There is no such line, or it is in use.</exception>
    public GpioOutput OpenOutput(GpioAddress address, bool activeLow)
    {
        if (address.Chip == Expander.Name)
        {
            var shared = ExpanderOf(address);
            return Owning(shared.Take(), shared.Leave, controller => new GpioOutput(controller, address.Offset, address.ToString(), activeLow, shared.Leave));
        }

        var (chip, pin) = GpioChip.Find(address);
        var controller = Controlling(library == GpioLibrary.Kernel ? new KernelGpioDriver(chip) : LibgpiodDriverOf(chip));
        return Owning(controller, controller.Dispose, _ => new GpioOutput(controller, pin, address.ToString(), activeLow, controller.Dispose));
    }

    /// <summary>Requests the line and starts listening.</summary>
    /// <param name="activeLow">A low line is active: the usual case of a contact to ground with a pull-up.</param>
    /// <param name="debounce">How long a level must last to count. Done by the kernel; with libgpiod, by this program.</param>
    /// <param name="onChange">Called with whether the line is active, on another thread; must not block.</param>
    /// <param name="onLost">Called once when the chip goes away, which libgpiod does not notice.</param>
    /// <exception cref="DeviceException">There is no such line, or it is in use.</exception>
    public GpioInput OpenInput(
        GpioAddress address, bool activeLow, GpioBias bias, TimeSpan debounce, TimeProvider time, Action<bool> onChange, Action<DeviceException> onLost)
    {
        if (address.Chip == Expander.Name)
        {
            throw new DeviceUnsupportedException(address.ToString(), $"{address}: an expander does not say when a level changes; wire the contact to a line of the machine's own.");
        }

        var (chip, pin) = GpioChip.Find(address);
        var isKernel = library == GpioLibrary.Kernel;
        var controller = Controlling(isKernel ? new KernelGpioDriver(chip, bias == GpioBias.Disabled, debounce, onLost) : LibgpiodDriverOf(chip));
        return Owning(controller, controller.Dispose, _ => new GpioInput(controller, pin, address.ToString(), activeLow, ModeOf(bias), isKernel ? TimeSpan.Zero : debounce, time, onChange, onLost));
    }

    /// <summary>Returns who uses the line without requesting it: requesting would drive the line and switch what is connected.</summary>
    /// <returns>The consumer's name, which may be empty; null if the line is free.</returns>
    /// <exception cref="DeviceException">There is no such line, or its chip may not be opened.</exception>
    public string? HolderOf(GpioAddress address)
    {
        if (address.Chip != Expander.Name)
        {
            return GpioChip.HolderOf(address);
        }

        ExpanderOf(address).Examine();
        return null;
    }

    private Expander ExpanderOf(GpioAddress address) => expander is { } ours && address.Offset < ours.Lines
        ? ours
        : throw new DeviceMissingException(address.ToString(), $"{address}: {(expander is { } one ? $"the expander has the lines 0 to {one.Lines - 1}" : "Kiosk:Expander names no expander")}.");

    private static GpioController Controlling(GpioDriver driver) => new(driver);

    private static T Owning<T>(GpioController controller, Action release, Func<GpioController, T> open)
    {
        try
        {
            return open(controller);
        }
        catch
        {
            release();
            throw;
        }
    }

    private static GpioDriver LibgpiodDriverOf(string chip)
    {
        var number = int.Parse(chip.AsSpan(chip.LastIndexOf("gpiochip", StringComparison.Ordinal) + "gpiochip".Length), CultureInfo.InvariantCulture);
        return GpioFault.Translate<GpioDriver>(chip, () =>
        {
            try
            {
                return new LibGpiodV2Driver(number);
            }
            catch (GpiodException exception) when (exception.InnerException is DllNotFoundException or EntryPointNotFoundException)
            {
                // Debian 12 has the library's first version only.
                return new LibGpiodDriver(number);
            }
        });
    }

    private static PinMode ModeOf(GpioBias bias) => bias switch
    {
        GpioBias.PullUp => PinMode.InputPullUp,
        GpioBias.PullDown => PinMode.InputPullDown,
        _ => PinMode.Input,
    };
}
