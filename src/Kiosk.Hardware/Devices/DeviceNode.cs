using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Hardware.Devices;

/// <summary>An open device node or sysfs attribute. The only place that turns failed calls into a <see cref="DeviceException"/>.</summary>
internal sealed unsafe class DeviceNode(string path, SafeFileHandle handle) : IDisposable
{
    public string Path => path;

    public SafeFileHandle Handle => handle;

    /// <param name="flags">O_RDWR by default; O_CLOEXEC is always added.</param>
    /// <exception cref="DeviceException">The node is missing, forbidden or in use.</exception>
    public static DeviceNode Open(string path, int flags = Libc.O_RDWR)
    {
        var descriptor = Libc.open(path, flags | Libc.O_CLOEXEC);
        return descriptor >= 0 ? new(path, new SafeFileHandle(descriptor, ownsHandle: true)) : throw Error(path, "be opened", Marshal.GetLastPInvokeError());
    }

    /// <summary>Opens a node and makes of it what a caller may have; where that fails, it is closed again.</summary>
    /// <exception cref="DeviceException">As for the other <c>Open</c>, or as <paramref name="make"/> says.</exception>
    public static T Open<T>(string path, Func<DeviceNode, T> make, int flags = Libc.O_RDWR)
    {
        var opened = Open(path, flags);
        try
        {
            return make(opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <param name="request">The request number, as _IOWR and similar macros compute it.</param>
    /// <param name="doing">What failed, to follow "cannot": "be read".</param>
    /// <exception cref="DeviceException">The kernel refused.</exception>
    public int Control(uint request, void* argument, string doing)
    {
        var result = TryControl(request, argument);
        return result >= 0 ? result : throw Error(path, doing, -result);
    }

    /// <returns>What the call returned, or the negative errno.</returns>
    public int TryControl(uint request, void* argument)
    {
        while (true)
        {
            var result = Libc.ioctl(handle, request, argument);
            if (result >= 0)
            {
                return result;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != Libc.EINTR)
            {
                return -error;
            }
        }
    }

    /// <returns>The number of bytes read; 0 if there are none now, or at the end.</returns>
    /// <exception cref="DeviceException">The device is gone or failed.</exception>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = Libc.read(handle, start, (nuint)buffer.Length);
                if (count >= 0)
                {
                    return (int)count;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == Libc.EAGAIN)
                {
                    return 0;
                }

                if (error != Libc.EINTR)
                {
                    throw Error(path, "be read", error);
                }
            }
        }
    }

    /// <summary>Writes all bytes in one call, as sysfs attributes require.</summary>
    /// <exception cref="DeviceException">The kernel refused.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            nint count;
            do
            {
                count = Libc.write(handle, start, (nuint)bytes.Length);
            }
            while (count < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);

            if (count != bytes.Length)
            {
                throw count < 0 ? Error(path, "be written", Marshal.GetLastPInvokeError()) : new DeviceFaultException(path, $"{path} took {count} of {bytes.Length} bytes.");
            }
        }
    }

    /// <summary>Waits until data can be read.</summary>
    /// <returns>Whether it can.</returns>
    public bool WaitForInput(TimeSpan timeout)
    {
        var poll = new Libc.PollFd { Fd = (int)handle.DangerousGetHandle(), Events = Libc.POLLIN };
        return Libc.poll(&poll, 1, (int)timeout.TotalMilliseconds) > 0;
    }

    public void Dispose() => handle.Dispose();

    /// <param name="doing">To follow "cannot": "be opened".</param>
    public static DeviceException Error(string path, string doing, int errno, string? remark = null)
    {
        var sentence = $"{path} cannot {doing}: {Marshal.GetPInvokeErrorMessage(errno)}{remark}.";
        return errno switch
        {
            Libc.ENOENT or Libc.ENODEV => new DeviceMissingException(path, sentence),
            Libc.EACCES or Libc.EPERM => new DeviceAccessException(path, sentence),
            Libc.EBUSY => new DeviceBusyException(path, sentence),
            Libc.ENOTTY or Libc.EOPNOTSUPP or Libc.EINVAL => new DeviceUnsupportedException(path, sentence),
            _ => new DeviceFaultException(path, sentence),
        };
    }
}
