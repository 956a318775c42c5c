using System.Device.Spi;
using System.Globalization;
using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Spi.SpiNative;

namespace Kiosk.Hardware.Spi;

/// <summary>
/// A chip on an SPI bus of the machine, <c>/dev/spidevB.C</c>, in mode 0. Throws only <see cref="DeviceException"/>: the library's own device does not tell a missing node
/// from a forbidden one.
/// </summary>
public sealed unsafe class KernelSpiDevice : SpiDevice
{
    private const byte BitsPerWord = 8;

    private readonly DeviceNode node;

    private KernelSpiDevice(DeviceNode node, int hertz)
    {
        this.node = node;
        var digits = Path.GetFileName(node.Path).AsSpan().TrimStart("spidev");
        var dot = digits.IndexOf('.');
        ConnectionSettings = new(Number(dot < 0 ? digits : digits[..dot]), Number(dot < 0 ? default : digits[(dot + 1)..])) { ClockFrequency = hertz };
    }

    public override SpiConnectionSettings ConnectionSettings { get; }

    /// <param name="path">Such as <c>/dev/spidev0.0</c>.</param>
    /// <exception cref="DeviceException">The node cannot be opened, is not an SPI bus, or does not support that rate.</exception>
    public static KernelSpiDevice Open(string path, int hertz) => DeviceNode.Open(path, opened =>
    {
        var (mode, bits, rate) = (SPI_MODE_0, BitsPerWord, (uint)hertz);
        opened.Control(SPI_IOC_WR_MODE, &mode, "be set to mode 0");
        opened.Control(SPI_IOC_WR_BITS_PER_WORD, &bits, "carry bytes");
        opened.Control(SPI_IOC_WR_MAX_SPEED_HZ, &rate, $"be set to {hertz} bit/s");
        return new KernelSpiDevice(opened, hertz);
    });

    public override void Write(ReadOnlySpan<byte> buffer) => node.Write(buffer);

    public override void Read(Span<byte> buffer) => node.Read(buffer);

    /// <exception cref="NotSupportedException">Full duplex is not needed here.</exception>
    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        node.Dispose();
        base.Dispose(disposing);
    }

    private static int Number(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
