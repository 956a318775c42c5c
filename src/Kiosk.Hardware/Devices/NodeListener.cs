using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Hardware.Devices;

/// <summary>Owns the thread that waits for records of one size from a node, until it is disposed or the device goes away. Disposes the node.</summary>
internal sealed unsafe class NodeListener : IDisposable
{
    private const int RecordsAtOnce = 64;

    private readonly DeviceNode node;
    private readonly DeviceNode stop;
    private readonly int recordLength;
    private readonly RecordHandler onRecord;
    private readonly Action<DeviceException> onLost;
    private readonly Thread thread;

    /// <param name="recordLength">In bytes; the kernel delivers whole records only.</param>
    /// <param name="onRecord">Called on the listener's thread; must not block.</param>
    /// <param name="onLost">Called once when the device fails or goes away.</param>
    public NodeListener(string name, DeviceNode node, int recordLength, RecordHandler onRecord, Action<DeviceException> onLost)
    {
        (this.node, this.recordLength, this.onRecord, this.onLost) = (node, recordLength, onRecord, onLost);
        var signal = Libc.eventfd(0, Libc.O_CLOEXEC);
        if (signal < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            node.Dispose();
            throw DeviceNode.Error("eventfd", "be made", error);
        }

        stop = new("eventfd", new SafeFileHandle(signal, ownsHandle: true));
        thread = new Thread(Listen) { Name = name, IsBackground = true };
        thread.Start();
    }

    public delegate void RecordHandler(ReadOnlySpan<byte> record);

    public void Dispose()
    {
        if (!stop.Handle.IsClosed)
        {
            stop.Write(BitConverter.GetBytes(1UL));
            if (thread != Thread.CurrentThread)
            {
                thread.Join();
            }

            stop.Dispose();
            node.Dispose();
        }
    }

    private void Listen()
    {
        var buffer = new byte[recordLength * RecordsAtOnce];
        try
        {
            while (WaitForRecord())
            {
                var count = node.Read(buffer);
                for (var at = 0; at + recordLength <= count; at += recordLength)
                {
                    onRecord(buffer.AsSpan(at, recordLength));
                }
            }
        }
        catch (DeviceException lost)
        {
            onLost(lost);
        }
    }

    private bool WaitForRecord()
    {
        var polls = stackalloc Libc.PollFd[2];
        polls[0] = new() { Fd = (int)node.Handle.DangerousGetHandle(), Events = Libc.POLLIN };
        polls[1] = new() { Fd = (int)stop.Handle.DangerousGetHandle(), Events = Libc.POLLIN };
        while (Libc.poll(polls, 2, -1) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Libc.EINTR)
            {
                throw DeviceNode.Error(node.Path, "be waited for", error);
            }
        }

        return polls[1].Revents == 0;
    }
}
