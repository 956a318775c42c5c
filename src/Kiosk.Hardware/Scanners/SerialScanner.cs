using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Serial;

namespace Kiosk.Hardware.Scanners;

/// <summary>A scanner on a serial port, such as a USB scanner in its CDC-ACM mode (<c>/dev/ttyACM0</c>): each code is a line of ASCII. Rate and framing mean nothing to CDC-ACM; 9600 bit/s 8N1 is what scanners on a wire are delivered with.</summary>
internal sealed class SerialScanner : IDisposable
{
    private const int BaudRate = 9600;

    private readonly SerialNode port;
    private readonly Interruption stop = new();
    private readonly CodeLine line;
    private readonly Action<string> onCode;
    private readonly Action<DeviceException> onLost;
    private readonly Thread thread;
    private volatile bool isStopping;

    private SerialScanner(SerialNode port, TimeProvider time, Action<string> onCode, Action<DeviceException> onLost)
    {
        (this.port, line, this.onCode, this.onLost) = (port, new(time), onCode, onLost);
        thread = new Thread(Listen) { Name = $"scanner {port.Path}", IsBackground = true };
        thread.Start();
    }

    /// <param name="path">Such as <c>/dev/serial/by-id/usb-…</c>.</param>
    /// <param name="onCode">Called on the scanner's own thread; must not block.</param>
    /// <param name="onLost">Called once when the scanner goes away.</param>
    /// <exception cref="DeviceException">The port is missing, forbidden, in use, or not a serial port.</exception>
    public static SerialScanner Open(string path, TimeProvider time, Action<string> onCode, Action<DeviceException> onLost)
    {
        var opened = SerialNode.Open(path, BaudRate);
        try
        {
            // What was scanned before anybody listened is nobody's arrival.
            opened.DiscardInput();
            return new(opened, time, onCode, onLost);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!isStopping)
        {
            isStopping = true;
            stop.Set();
            thread.Join();
            stop.Dispose();
            port.Dispose();
        }
    }

    private void Listen()
    {
        var bytes = new byte[CodeLine.MaxLength];
        try
        {
            while (!isStopping)
            {
                if (!port.WaitForInput(Timeout.InfiniteTimeSpan, stop))
                {
                    continue;
                }

                foreach (var one in bytes.AsSpan(0, port.Read(bytes)))
                {
                    // Anything but ASCII is no character of a code, and must not pass for one.
                    if (line.Take(one < 0x80 ? (char)one : '\uFFFD') is { } code)
                    {
                        onCode(code);
                    }
                }
            }
        }
        catch (DeviceException lost)
        {
            onLost(lost);
        }
    }
}
