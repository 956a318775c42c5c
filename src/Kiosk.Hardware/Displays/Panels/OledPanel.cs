using System.Device.I2c;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.I2c;

namespace Kiosk.Hardware.Displays.Panels;

/// <summary>A monochrome 128×64 OLED on an I2C bus. Writes only what changed. Not thread-safe.</summary>
public sealed class OledPanel
{
    public const int Width = 128;
    public const int Height = 64;

    /// <summary>Bytes per row of a picture; the leftmost pixel is the highest bit.</summary>
    public const int Stride = Width / 8;

    /// <summary>The default address; the alternative is 0x3D.</summary>
    public const int UsualAddress = 0x3C;

    private const int PageHeight = 8;
    private const int PageCount = Height / PageHeight;
    private const byte CommandStream = 0x00;
    private const byte DataStream = 0x40;

    private readonly I2cDevice chip;
    private readonly OledController controller;
    private readonly byte[] shown = new byte[PageCount * Width];
    private readonly bool isUpsideDown;
    private bool isSetUp;

    internal OledPanel(I2cDevice chip, OledController controller, bool isUpsideDown) =>
        (this.chip, this.controller, this.isUpsideDown) = (chip, controller, isUpsideDown);

    /// <summary>Shows a picture of one bit per pixel, 1 is lit. After a failure the next call initialises the panel again.</summary>
    /// <param name="pixels"><see cref="Stride"/> × <see cref="Height"/> bytes.</param>
    /// <exception cref="DeviceException">The panel does not answer.</exception>
    public void Show(ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length != Stride * Height)
        {
            throw new ArgumentException($"A picture has {Stride * Height} bytes, not {pixels.Length}.", nameof(pixels));
        }

        var isNew = !isSetUp;
        isSetUp = false;
        if (isNew)
        {
            Command(OledCommands.Setup(controller, isUpsideDown));
        }

        Span<byte> page = stackalloc byte[Width];
        for (var index = 0; index < PageCount; index++)
        {
            ToPage(pixels.Slice(index * PageHeight * Stride, PageHeight * Stride), page);
            var before = shown.AsSpan(index * Width, Width);
            if (isNew || !page.SequenceEqual(before))
            {
                Command(OledCommands.Place(controller, index));
                Send(DataStream, page);
                page.CopyTo(before);
            }
        }

        if (isNew)
        {
            Command([OledCommands.DisplayOn]);
        }

        isSetUp = true;
    }

    /// <summary>Sets the panel's brightness; the picture is kept. Light ages an OLED.</summary>
    /// <param name="percent">0 switches it off.</param>
    /// <exception cref="DeviceException">The panel does not answer.</exception>
    public void Dim(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        Command([.. OledCommands.Contrast((byte)(percent * byte.MaxValue / 100)), percent == 0 ? OledCommands.DisplayOff : OledCommands.DisplayOn]);
    }

    /// <summary>Converts eight rows to one byte per column, the top row in the lowest bit.</summary>
    internal static void ToPage(ReadOnlySpan<byte> rows, Span<byte> columns)
    {
        for (var x = 0; x < Width; x++)
        {
            var column = 0;
            for (var y = 0; y < PageHeight; y++)
            {
                column |= ((rows[(y * Stride) + (x / 8)] >> (7 - (x % 8))) & 1) << y;
            }

            columns[x] = (byte)column;
        }
    }

    private void Command(ReadOnlySpan<byte> commands) => Send(CommandStream, commands);

    private void Send(byte stream, ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at += KernelI2cDevice.MaxTransfer)
        {
            chip.Write([stream, .. bytes[at..Math.Min(bytes.Length, at + KernelI2cDevice.MaxTransfer)]]);
        }
    }
}
