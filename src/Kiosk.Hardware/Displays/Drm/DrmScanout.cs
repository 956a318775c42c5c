using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Displays.Drm.DrmNative;

namespace Kiosk.Hardware.Displays.Drm;

/// <summary>A card with its mode set on one connector, double-buffered. Discarded and recreated on any failure.</summary>
internal sealed unsafe class DrmScanout : IDisposable
{
    private const string Folder = "/dev/dri";
    private const int EventLength = 32;

    // A frame at 24 Hz, twice.
    private static readonly TimeSpan FlipTimeout = TimeSpan.FromMilliseconds(100);

    private readonly DeviceNode card;
    private readonly DrmConnector connector;
    private readonly DrmBuffer[] buffers;
    private ModeInfo mode;
    private int front;
    private bool flips = true;

    private DrmScanout(DeviceNode card, DrmConnector connector)
    {
        (this.card, this.connector, mode) = (card, connector, connector.Modes[0]);
        buffers = [new(card, Width, Height), new(card, Width, Height)];
    }

    public int Width => mode.HDisplay;

    public int Height => mode.VDisplay;

    /// <summary>Takes the first card that has a panel.</summary>
    /// <param name="wanted">A node such as <c>/dev/dri/card1</c>, or a connector such as <c>HDMI-A-1</c>; empty for any.</param>
    /// <exception cref="DeviceException">There is no card or no panel, or another program is using the display.</exception>
    public static DrmScanout Open(string wanted)
    {
        DeviceException? reason = null;
        foreach (var path in Cards(wanted))
        {
            try
            {
                if (TryOpen(path, wanted) is { } scanout)
                {
                    return scanout;
                }
            }
            catch (DeviceException exception)
            {
                reason = exception;
            }
        }

        throw reason ?? new DeviceMissingException(Folder, $"{(wanted.Length > 0 ? wanted : Folder)}: no panel is connected, or the panel offers no mode.");
    }

    /// <summary>Whether a panel is still connected and prefers the same mode.</summary>
    public bool IsConnected()
    {
        var now = DrmConnector.Connected(card).FirstOrDefault(other => other.Id == connector.Id);
        return now is not null && now.Modes[0].HDisplay == mode.HDisplay && now.Modes[0].VDisplay == mode.VDisplay;
    }

    /// <summary>Draws into the back buffer and flips at the next frame.</summary>
    /// <param name="pixels">As many rows as the mode has, four bytes per pixel, without gaps.</param>
    /// <exception cref="DeviceException">The panel or the card is gone.</exception>
    public void Show(ReadOnlySpan<byte> pixels)
    {
        var back = Draw(pixels);
        if (!flips || !TryFlip(back))
        {
            BringToFront(back);
        }
    }

    /// <summary>Switches the panel off if the connector can. Call <see cref="SwitchOn"/> before the next <see cref="Show"/>: a page flip fails on a panel that is off.</summary>
    /// <returns>Whether it can.</returns>
    public bool SwitchOff()
    {
        var property = new ConnectorProperty { ConnectorId = connector.Id, PropertyId = connector.DpmsProperty, Value = DRM_MODE_DPMS_OFF };
        return connector.DpmsProperty != 0 && card.TryControl(DRM_IOCTL_MODE_SETPROPERTY, &property) >= 0;
    }

    /// <summary>Switches the panel on with this picture, by setting the mode.</summary>
    /// <param name="pixels">As for <see cref="Show"/>.</param>
    /// <exception cref="DeviceException">The panel or the card is gone.</exception>
    public void SwitchOn(ReadOnlySpan<byte> pixels) => BringToFront(Draw(pixels));

    public void Dispose()
    {
        foreach (var buffer in buffers)
        {
            buffer.Dispose();
        }

        card.Dispose();
    }

    private static IEnumerable<string> Cards(string wanted) =>
        wanted.StartsWith('/') ? [wanted]
        : Directory.Exists(Folder) ? NodeFolder.Entries(Folder, "card*")
        : throw new DeviceMissingException($"{Folder}/card0", $"{Folder} does not exist: this machine has no display driver.");

    private static DrmScanout? TryOpen(string path, string wanted)
    {
        var node = DeviceNode.Open(path);
        try
        {
            var dumb = new Capability { Name = DRM_CAP_DUMB_BUFFER };
            if (node.TryControl(DRM_IOCTL_GET_CAP, &dumb) >= 0 && dumb.Value != 0
                && DrmConnector.Connected(node).FirstOrDefault(socket => wanted.Length == 0 || wanted.StartsWith('/') || wanted == socket.Name) is { } found)
            {
                // The first to open the card is its master; if another program is, setting the mode fails.
                _ = node.TryControl(DRM_IOCTL_SET_MASTER, null);
                var scanout = new DrmScanout(node, found);
                scanout.SetMode(scanout.buffers[0]);
                scanout.HideCursor();
                return scanout;
            }
        }
        catch
        {
            node.Dispose();
            throw;
        }

        node.Dispose();
        return null;
    }

    /// <returns>The back buffer, which becomes the front buffer once shown.</returns>
    private DrmBuffer Draw(ReadOnlySpan<byte> pixels)
    {
        front = 1 - front;
        var back = buffers[front];
        var row = Width * sizeof(uint);
        for (var y = 0; y < Height; y++)
        {
            pixels.Slice(y * row, row).CopyTo(back.Pixels[(y * back.Stride)..]);
        }

        return back;
    }

    private void BringToFront(DrmBuffer buffer)
    {
        SetMode(buffer);
        var dirty = new Dirty { FbId = buffer.Id };
        _ = card.TryControl(DRM_IOCTL_MODE_DIRTYFB, &dirty);
    }

    private void SetMode(DrmBuffer buffer)
    {
        var id = connector.Id;
        var crtc = new Crtc { Connectors = &id, ConnectorCount = 1, CrtcId = connector.Crtc, FbId = buffer.Id, ModeValid = 1, Mode = mode };
        var result = card.TryControl(DRM_IOCTL_MODE_SETCRTC, &crtc);
        if (result is -Libc.EACCES or -Libc.EPERM)
        {
            throw new DeviceBusyException(card.Path, $"{card.Path}: another program holds the display.");
        }

        if (result < 0)
        {
            throw DeviceNode.Error(card.Path, $"set {Width}×{Height} on {connector.Name}", -result);
        }
    }

    private bool TryFlip(DrmBuffer buffer)
    {
        var flip = new PageFlip { CrtcId = connector.Crtc, FbId = buffer.Id, Flags = DRM_MODE_PAGE_FLIP_EVENT };
        flips = card.TryControl(DRM_IOCTL_MODE_PAGE_FLIP, &flip) >= 0;
        if (flips && card.WaitForInput(FlipTimeout))
        {
            Span<byte> flipped = stackalloc byte[EventLength];
            _ = card.Read(flipped);
        }

        return flips;
    }

    private void HideCursor()
    {
        var cursor = new Cursor { Flags = DRM_MODE_CURSOR_BO, CrtcId = connector.Crtc };
        _ = card.TryControl(DRM_IOCTL_MODE_CURSOR, &cursor);
    }
}
