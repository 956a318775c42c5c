using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Displays.Drm;

/// <summary>
/// A panel behind the kernel's mode setting (DRM/KMS), without a window system. It comes back by itself after it was unplugged: whoever shows pictures shows the next
/// one. Not for several threads.
/// </summary>
public sealed class DrmPanel : IDisposable
{
    private readonly string wanted;
    private readonly Rotation rotation;
    private DrmScanout? scanout;

    /// <param name="wanted">A node (<c>/dev/dri/card1</c>) or connector (<c>HDMI-A-1</c>); empty takes the first panel of any card.</param>
    private DrmPanel(string wanted, Rotation rotation, DrmScanout scanout) => (this.wanted, this.rotation, this.scanout) = (wanted, rotation, scanout);

    /// <summary>Of the pictures to show, before they are turned; of the panel's preferred mode.</summary>
    public (int Width, int Height) Size => (scanout, rotation) switch
    {
        (null, _) => (0, 0),
        (_, Rotation.Quarter or Rotation.ThreeQuarters) => (scanout.Height, scanout.Width),
        _ => (scanout.Width, scanout.Height),
    };

    /// <summary>Card, connector and mode.</summary>
    public string Description => scanout?.Description ?? "no panel";

    /// <summary>Sets the panel's mode; it is black until the first picture.</summary>
    /// <param name="wanted">A node (<c>/dev/dri/card1</c>) or connector (<c>HDMI-A-1</c>); empty takes the first panel of any card.</param>
    /// <exception cref="DeviceException">There is no card or no panel, or another program holds the display.</exception>
    public static DrmPanel Open(string wanted, Rotation rotation) => new(wanted, rotation, DrmScanout.Open(wanted));

    /// <summary>Shows a picture of 32-bit pixels: blue, green, red, unused. After a failure each call tries the whole way from the node on.</summary>
    /// <param name="stride">Bytes a row.</param>
    /// <exception cref="DeviceException">There is no panel now, or it takes no picture.</exception>
    public void Show(ReadOnlySpan<byte> pixels, int width, int height, int stride)
    {
        scanout ??= DrmScanout.Open(wanted);
        try
        {
            scanout.Show(pixels, width, height, stride, rotation);
        }
        catch (DeviceException)
        {
            Close();
            throw;
        }
    }

    /// <summary>Looks whether the panel is still there; to be asked every few seconds.</summary>
    /// <returns>False when it was unplugged, or came back in the meantime and needs its picture again: show it.</returns>
    public bool IsShowing()
    {
        try
        {
            if (scanout is not null && !scanout.IsConnected())
            {
                Close();
            }
        }
        catch (DeviceException)
        {
            Close();
        }

        return scanout is not null;
    }

    /// <summary>Switches the panel off or on; the picture stays.</summary>
    /// <returns>Whether the connector can do that.</returns>
    public bool Power(bool isOn) => scanout?.Power(isOn) ?? false;

    public void Dispose() => Close();

    private void Close()
    {
        scanout?.Dispose();
        scanout = null;
    }
}
