using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.I2c;

/// <summary>One chip on an I2C bus that has no registers: whole messages, each one transfer.</summary>
internal interface II2cPort : IDisposable
{
    /// <summary>The bus's path.</summary>
    string Path { get; }

    /// <returns>False when the chip does not acknowledge its address.</returns>
    /// <exception cref="DeviceException">The bus fails.</exception>
    bool Write(ReadOnlySpan<byte> bytes);

    /// <returns>False when the chip does not acknowledge its address.</returns>
    /// <exception cref="DeviceException">The bus fails.</exception>
    bool Read(Span<byte> buffer);
}
