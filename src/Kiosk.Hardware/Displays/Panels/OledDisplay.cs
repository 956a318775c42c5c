using Kiosk.Hardware.Devices;
using Kiosk.Hardware.I2c;

namespace Kiosk.Hardware.Displays.Panels;

/// <summary>A 128×64 OLED with a bus of its own to talk over.</summary>
public sealed class OledDisplay : IDimmableDisplay
{
    private readonly II2cBus bus;
    private readonly OledPanel panel;

    private OledDisplay(II2cBus bus, int address, OledController controller) => (this.bus, panel) = (bus, new(bus, address, controller, isUpsideDown: false));

    public int Width => OledPanel.Width;

    public int Height => OledPanel.Height;

    public PixelFormat Format => PixelFormat.Mono1;

    /// <param name="path">Such as <c>/dev/i2c-1</c>.</param>
    /// <exception cref="DeviceException">The bus cannot be opened, or nothing answers at the address.</exception>
    public static OledDisplay Open(string path, int address, OledController controller)
    {
        var opened = new OledDisplay(I2cBus.Open(path), address, controller);
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

    public void Dispose() => bus.Dispose();
}
