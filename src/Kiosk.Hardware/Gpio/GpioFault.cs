using System.Device.Gpio.Drivers;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Gpio;

/// <summary>Translates exceptions of the library's own drivers into <see cref="DeviceException"/>.</summary>
internal static class GpioFault
{
    public static void Translate(string line, Action call)
    {
        Translate(line, () =>
        {
            call();
            return true;
        });
    }

    /// <exception cref="DeviceException">The driver failed.</exception>
    public static T Translate<T>(string line, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (exception is PlatformNotSupportedException or DllNotFoundException or EntryPointNotFoundException)
        {
            throw new DeviceUnsupportedException(line, $"{line}: libgpiod cannot be used ({exception.Message}); install libgpiod2 or libgpiod3, or leave Kiosk:Gpio:Driver out.", exception);
        }
        catch (Exception exception) when (exception is IOException or GpiodException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new DeviceFaultException(line, $"{line} cannot be used: {exception.Message}", exception);
        }
    }
}
