using System.Device.I2c;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.I2c;

namespace Kiosk.Hardware.Clock;

/// <summary>
/// The battery-backed clock DS3231 (data sheet 19-5170): UTC, whole seconds, from 2000 to 2099. Also works with a DS1307-like chip that has its
/// oscillator-stop flag at 0x0F.
/// </summary>
public sealed class Ds3231 : IDisposable
{
    /// <summary>Fixed by the chip.</summary>
    public const int Address = 0x68;

    private const byte TimeRegister = 0x00;
    private const byte StatusRegister = 0x0F;
    private const byte OscillatorStopFlag = 0x80;
    private const int TimeLength = 7;

    private readonly I2cDevice chip;
    private readonly string device;

    /// <param name="chip">Disposed with the clock.</param>
    internal Ds3231(I2cDevice chip, string device) => (this.chip, this.device) = (chip, device);

    /// <param name="bus">Such as <c>/dev/i2c-1</c>.</param>
    /// <exception cref="DeviceException">The bus cannot be opened, or the kernel's driver has claimed the clock.</exception>
    public static Ds3231 Open(string bus) => new(KernelI2cDevice.Open(bus, Address), bus);

    /// <exception cref="DeviceException">The chip does not answer.</exception>
    public RealTimeReading Read()
    {
        Span<byte> status = stackalloc byte[1];
        Span<byte> time = stackalloc byte[TimeLength];
        chip.WriteRead([StatusRegister], status);
        if ((status[0] & OscillatorStopFlag) != 0)
        {
            return new RealTimeReading.Stopped();
        }

        chip.WriteRead([TimeRegister], time);
        return Ds3231Time.Decode(time) is { } instant ? new RealTimeReading.Running(instant) : new RealTimeReading.Malformed(Convert.ToHexString(time));
    }

    /// <summary>Sets the clock, to the second, and declares it trustworthy again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before 2000 or after 2099.</exception>
    /// <exception cref="DeviceException">The chip does not answer, or did not keep the time.</exception>
    public void Set(DateTimeOffset instant)
    {
        Span<byte> time = stackalloc byte[TimeLength];
        Span<byte> status = stackalloc byte[1];
        Ds3231Time.Encode(instant, time);
        chip.Write([TimeRegister, .. time]);

        // The flag is cleared last, so that a power cut in between leaves the clock untrusted.
        chip.WriteRead([StatusRegister], status);
        status[0] &= OscillatorStopFlag ^ 0xFF;
        chip.Write([StatusRegister, .. status]);
        if (Read() is not RealTimeReading.Running { Instant: var kept } || kept < instant.AddSeconds(-1))
        {
            throw new DeviceFaultException(device, $"{device}: the clock at address 0x{Address:x2} did not keep the time it was given.");
        }
    }
    public void Dispose() => chip.Dispose();
}
