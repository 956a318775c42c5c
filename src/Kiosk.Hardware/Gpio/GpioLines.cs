using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Globalization;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Expanders;

namespace Kiosk.Hardware.Gpio;

/// <summary>Opens lines by name, or by chip and number; those of the expander are <c>expander:0</c> and so on.</summary>
/// <param name="expander">Null where the terminal has none.</param>
public sealed class GpioLines(GpioLibrary library, Expander? expander = null)
{
    /// <summary>As whom this program takes lines.</summary>
    public const string Consumer = "kiosk";

    /// <summary>Takes the line, inactive.</summary>
    /// <param name="activeLow">The device is on while the line is low.</param>
    /// <exception cref="DeviceException">There is no such line, or somebody holds it.</exception>
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

    /// <summary>Takes the line and listens to it at once.</summary>
    /// <param name="activeLow">A low line is active: the usual case of a contact to ground with a pull-up.</param>
    /// <param name="debounce">How long a level must last to count. The kernel sees to it; with libgpiod the program does.</param>
    /// <param name="onChange">Called on another thread with whether the line is active now; must not block.</param>
    /// <param name="onLost">Called once when the chip goes away, which libgpiod does not notice.</param>
    /// <exception cref="DeviceException">There is no such line, or somebody holds it.</exception>
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

    /// <summary>Asks who holds the line, without taking it: a line that is taken is driven, and what hangs on it would move.</summary>
    /// <returns>The name under which it is held, which may be empty; null where it is free.</returns>
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
