using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Hardware.Devices;

/// <summary>Ends a wait on a descriptor from another thread: an eventfd polled together with it.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly DeviceNode signal;

    /// <exception cref="DeviceException">The process is out of descriptors.</exception>
    public Interruption()
    {
        var descriptor = Libc.eventfd(0, Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        signal = descriptor >= 0
            ? new("eventfd", new SafeFileHandle(descriptor, ownsHandle: true))
            : throw DeviceNode.Error("eventfd", "be made", Marshal.GetLastPInvokeError());
    }

    public SafeFileHandle Handle => signal.Handle;

    public void Set() => signal.Write(BitConverter.GetBytes(1UL));

    public void Clear()
    {
        Span<byte> count = stackalloc byte[sizeof(ulong)];
        signal.Read(count);
    }

    public void Dispose() => signal.Dispose();
}
