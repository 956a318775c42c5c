using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.I2c;

/// <summary>An I2C bus with chips that have registers. Safe to share between threads: each call is one transfer.</summary>
public interface II2cBus : IDisposable
{
    /// <summary>The most bytes that one transfer carries besides the register: what SMBus has room for.</summary>
    const int MaxTransfer = 32;

    /// <summary>Writes the register's number and the bytes behind it.</summary>
    /// <param name="address">Of the chip, 7 bits.</param>
    /// <param name="bytes">At least one, at most <see cref="MaxTransfer"/>.</param>
    /// <exception cref="DeviceException">The chip does not answer.</exception>
    void Write(int address, byte register, ReadOnlySpan<byte> bytes);

    /// <summary>Fills the buffer from the register on.</summary>
    /// <param name="buffer">As long as <see cref="Write"/> allows.</param>
    /// <exception cref="DeviceException">The chip does not answer.</exception>
    void Read(int address, byte register, Span<byte> buffer);
}
