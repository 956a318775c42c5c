using System.Device.Spi;
using System.Drawing;
using Iot.Device.Ws28xx;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Spi;

namespace Kiosk.Hardware.Indicators;

/// <summary>A ring or strip of WS2812B LEDs on the data line of an SPI bus, all of one colour at a time. They send nothing back, so an unplugged ring is not noticed.</summary>
public sealed class LedRing : ILamp
{
    /// <summary>As many as fit into one transfer with the kernel's default buffer.</summary>
    public const int MaxLeds = 64;

    // Three SPI bits encode one LED bit of 1.25 µs (WS2812B data sheet, data transfer time).
    private const int Hertz = 2_400_000;

    private readonly SpiDevice bus;
    private readonly Ws2812b leds;
    private readonly int count;
    private readonly int brightness;

    /// <param name="bus">Disposed with the ring.</param>
    /// <param name="brightness">In percent.</param>
    internal LedRing(SpiDevice bus, int count, int brightness)
    {
        (this.bus, this.count, this.brightness) = (bus, count, brightness);
        leds = new(bus, count);
    }

    /// <inheritdoc cref="LedRing(SpiDevice, int, int)"/>
    /// <param name="path">Such as <c>/dev/spidev0.0</c>.</param>
    /// <exception cref="DeviceException">The bus cannot be opened.</exception>
    public static LedRing Open(string path, int count, int brightness) => new(KernelSpiDevice.Open(path, Hertz), count, brightness);

    /// <summary>Checks that the bus exists and may be used, without sending anything: the ring stays as it is.</summary>
    /// <exception cref="DeviceException">The bus cannot be opened.</exception>
    public static void Examine(string path) => KernelSpiDevice.Open(path, Hertz).Dispose();

    public bool CanShow(LedColor color) => true;

    public void Light(LedColor color)
    {
        var shade = ShadeOf(color);
        for (var led = 0; led < count; led++)
        {
            leds.Image.SetPixel(led, 0, shade);
        }

        leds.Update();
    }

    public void Dispose() => bus.Dispose();

    // Full amber of red and green in equal parts looks yellow; green LEDs are the brighter ones.
    private Color ShadeOf(LedColor color) => color switch
    {
        LedColor.White => Shade(255, 255, 255),
        LedColor.Green => Shade(0, 255, 0),
        LedColor.Amber => Shade(255, 110, 0),
        LedColor.Red => Shade(255, 0, 0),
        _ => Shade(0, 0, 0),
    };

    private Color Shade(int red, int green, int blue) => Color.FromArgb(red * brightness / 100, green * brightness / 100, blue * brightness / 100);
}
