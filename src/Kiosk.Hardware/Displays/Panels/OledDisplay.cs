using Kiosk.Hardware.Devices;
using Kiosk.Hardware.I2c;

namespace Kiosk.Hardware.Displays.Panels;

/// <summary>A 128×64 OLED with its own handle to the bus.</summary>
public sealed class OledDisplay : IDimmableDisplay
{
    private readonly KernelI2cDevice chip;
    private readonly OledPanel panel;

    private OledDisplay(KernelI2cDevice chip, OledController controller) => (this.chip, panel) = (chip, new(chip, controller, isUpsideDown: false));

    public int Width => OledPanel.Width;

    public int Height => OledPanel.Height;

    public PixelFormat Format => PixelFormat.Mono1;

    /// <param name="path">Such as <c>/dev/i2c-1</c>.</param>
    /// <exception cref="DeviceException">The bus cannot be opened, or nothing answers at the address.</exception>
    public static OledDisplay Open(string path, int address, OledController controller)
    {
        var opened = new OledDisplay(KernelI2cDevice.Open(path, address), controller);
        try
        {
            opened.panel.Show(new byte[OledPanel.Stride * OledPanel.Height]);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Checks that a chip answers, without writing: the picture of a running service stays.</summary>
    /// <exception cref="DeviceException">As <see cref="Open"/>.</exception>
    public static void Examine(string path, int address)
    {
        using var asked = KernelI2cDevice.Open(path, address);
        asked.WriteRead([0x00], stackalloc byte[1]);
    }

    /// <inheritdoc/>
    public void Show(in DisplayFrame frame)
    {
        frame.Require(this);
        try
        {
            panel.Show(frame.Pixels);
        }
        catch (DeviceException exception)
        {
            throw new DisplayException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public void Dim(int percent)
    {
        try
        {
            panel.Dim(percent);
        }
        catch (DeviceException exception)
        {
            throw new DisplayException(exception.Message, exception);
        }
    }

    public void Dispose() => chip.Dispose();
}
