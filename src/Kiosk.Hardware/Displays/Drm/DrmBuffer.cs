using System.Runtime.InteropServices;
using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Displays.Drm.DrmNative;

namespace Kiosk.Hardware.Displays.Drm;

/// <summary>A dumb buffer of 32-bit pixels (XRGB8888: blue, green, red, unused), mapped, with its framebuffer; initially black.</summary>
internal sealed unsafe class DrmBuffer : IDisposable
{
    private const uint BitsPerPixel = 32;
    private const uint Depth = 24;

    private readonly DeviceNode card;
    private readonly uint handle;
    private readonly nint address;
    private readonly nuint length;

    /// <exception cref="DeviceException">The card cannot allocate such a buffer.</exception>
    public DrmBuffer(DeviceNode card, int width, int height)
    {
        this.card = card;
        var create = new CreateDumb { Width = (uint)width, Height = (uint)height, BitsPerPixel = BitsPerPixel };
        card.Control(DRM_IOCTL_MODE_CREATE_DUMB, &create, $"give a buffer of {width}×{height} out");
        (handle, Stride, length) = (create.Handle, (int)create.Pitch, (nuint)create.Size);
        try
        {
            var framebuffer = new Framebuffer
            {
                Width = (uint)width,
                Height = (uint)height,
                Pitch = create.Pitch,
                BitsPerPixel = BitsPerPixel,
                Depth = Depth,
                Handle = handle,
            };
            card.Control(DRM_IOCTL_MODE_ADDFB, &framebuffer, "make a framebuffer");
            Id = framebuffer.FbId;
            var map = new MapDumb { Handle = handle };
            card.Control(DRM_IOCTL_MODE_MAP_DUMB, &map, "map a buffer");
            address = Libc.mmap(0, length, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, card.Handle, (nint)map.Offset);
            if (address == -1)
            {
                throw DeviceNode.Error(card.Path, "map a buffer", Marshal.GetLastPInvokeError());
            }

            Pixels.Clear();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public uint Id { get; }

    /// <summary>Bytes per row.</summary>
    public int Stride { get; }

    public Span<byte> Pixels => new((void*)address, checked((int)length));

    public void Dispose()
    {
        if (address is not (0 or -1))
        {
            _ = Libc.munmap(address, length);
        }

        var (id, handed) = (Id, handle);
        _ = id == 0 ? 0 : card.TryControl(DRM_IOCTL_MODE_RMFB, &id);
        _ = card.TryControl(DRM_IOCTL_MODE_DESTROY_DUMB, &handed);
    }
}
