using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Displays.Drm;

/// <summary>
/// A panel driven by kernel mode setting (DRM/KMS), without a window system. Checks every two seconds that the panel is still there; one that was unplugged
/// and comes back shows the last picture again by itself.
/// </summary>
public sealed class DrmDisplay : IDimmableDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly string wanted;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private DrmScanout? scanout;
    private byte[] last;
    private (int Width, int Height) size;
    private int light = 100;
    private bool isOff;
    private bool isDisposed;

    private DrmDisplay(string wanted, DrmScanout scanout, TimeProvider time)
    {
        (this.wanted, this.scanout, size, last) = (wanted, scanout, (scanout.Width, scanout.Height), Black(scanout));
        timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    public int Width => size.Width;

    public int Height => size.Height;

    public PixelFormat Format => PixelFormat.Bgrx32;

    /// <summary>Sets the panel's preferred mode; it is black until the first picture.</summary>
    /// <param name="wanted">A node (<c>/dev/dri/card1</c>) or connector (<c>HDMI-A-1</c>); empty takes the first panel of any card.</param>
    /// <exception cref="DeviceException">There is no card or no panel, or another program is using the display.</exception>
    public static DrmDisplay Open(string wanted, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(time);
        return new(wanted, DrmScanout.Open(wanted), time);
    }

    /// <inheritdoc/>
    public void Show(in DisplayFrame frame)
    {
        lock (gate)
        {
            // The panel may have been replaced since its size was read, which is not the caller's mistake.
            if ((frame.Width, frame.Height) != size)
            {
                throw new DisplayException($"The panel is one of {Width}×{Height} by now; a picture of {frame.Width}×{frame.Height} was to be shown.");
            }

            frame.Require(this);
            Remember(frame);
            try
            {
                if (scanout is null)
                {
                    Reopen();
                }
                else if (!isOff)
                {
                    scanout.Show(last);
                }
            }
            catch (DeviceException exception)
            {
                Close();
                throw new DisplayException(exception.Message, exception);
            }
        }
    }

    /// <inheritdoc/>
    public void Dim(int percent)
    {
        lock (gate)
        {
            light = percent;
            try
            {
                ApplyLight();
            }
            catch (DeviceException exception)
            {
                throw new DisplayException(exception.Message, exception);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            timer.Dispose();
            Close();
        }
    }

    private static byte[] Black(DrmScanout panel) => new byte[panel.Width * panel.Height * sizeof(uint)];

    private void Remember(in DisplayFrame frame)
    {
        var row = frame.Width * sizeof(uint);
        for (var y = 0; y < frame.Height; y++)
        {
            frame.Pixels.Slice(y * frame.Stride, row).CopyTo(last.AsSpan(y * row));
        }
    }

    private void Look()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            try
            {
                if (scanout is not null && !scanout.IsConnected())
                {
                    Close();
                }
                else if (scanout is null)
                {
                    Reopen();
                }
            }
            catch (DeviceException)
            {
                // Still no panel: searched for again next time, and reported when the next picture is shown.
                Close();
            }
        }
    }

    private void Reopen()
    {
        scanout = DrmScanout.Open(wanted);
        if ((scanout.Width, scanout.Height) != size)
        {
            // Black until a picture of the new panel's size arrives.
            size = (scanout.Width, scanout.Height);
            last = Black(scanout);
        }

        scanout.Show(last);
        ApplyLight();
    }

    private void ApplyLight()
    {
        if (Backlight.Find() is { } backlight)
        {
            backlight.Set(light);
        }
        else if (light == 0)
        {
            isOff = isOff || scanout?.SwitchOff() == true;
        }
        else if (isOff)
        {
            isOff = false;
            scanout?.SwitchOn(last);
        }
    }

    private void Close()
    {
        isOff = false;
        scanout?.Dispose();
        scanout = null;
    }
}
