using System.Threading.Channels;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Scanners;

/// <summary>A scanner on this machine. One that is missing or goes away is opened again when it is back.</summary>
public sealed class CodeScanner : ICodeScanner
{
    private const int MaxWaiting = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Func<Action<string>, Action<DeviceException>, IDisposable> open;
    private readonly TimeProvider time;
    private readonly Action<DeviceException> onMissing;
    private Channel<string>? codes;
    private IDisposable? opened;
    private bool isReported;

    private CodeScanner(Func<Action<string>, Action<DeviceException>, IDisposable> open, TimeProvider time, Action<DeviceException> onMissing) => (this.open, this.time, this.onMissing) = (open, time, onMissing);

    public ScannerState State { get; private set; }

    /// <summary>A scanner that poses as a keyboard.</summary>
    /// <param name="path">Such as <c>/dev/input/by-id/usb-…-event-kbd</c>.</param>
    /// <param name="onMissing">Called each time the scanner is found missing or goes away, once until it is back.</param>
    public static CodeScanner Keyboard(string path, TimeProvider time, Action<DeviceException> onMissing) => new((onCode, onLost) => KeyboardScanner.Open(path, time, onCode, onLost), time, onMissing);

    /// <summary>A scanner on a serial port.</summary>
    /// <param name="path">Such as <c>/dev/ttyACM0</c>.</param>
    /// <param name="onMissing">Called each time the scanner is found missing or goes away, once until it is back.</param>
    public static CodeScanner Serial(string path, TimeProvider time, Action<DeviceException> onMissing) => new((onCode, onLost) => SerialScanner.Open(path, time, onCode, onLost), time, onMissing);

    /// <summary>Opens a scanner as the terminal would, and closes it again.</summary>
    /// <exception cref="DeviceException">It cannot be used.</exception>
    public static void Try(bool isKeyboard, string path, TimeProvider time)
    {
        using IDisposable tried = isKeyboard ? KeyboardScanner.Open(path, time, _ => { }, _ => { }) : SerialScanner.Open(path, time, _ => { }, _ => { });
    }

    /// <inheritdoc/>
    public async ValueTask<string> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (codes is null && !Open())
            {
                await Task.Delay(Interval, time, cancellationToken);
                continue;
            }

            try
            {
                return await codes!.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException closed)
            {
                Close();
                Report((DeviceException)closed.InnerException!);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private bool Open()
    {
        // People who scan faster than the terminal answers scan the same code again.
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropNewest });
        try
        {
            opened = open(code => channel.Writer.TryWrite(code), lost => channel.Writer.TryComplete(lost));
        }
        catch (DeviceException exception)
        {
            Report(exception);
            return false;
        }

        (codes, State, isReported) = (channel, ScannerState.Ready, false);
        return true;
    }

    private void Close()
    {
        opened?.Dispose();
        (opened, codes, State) = (null, null, ScannerState.Missing);
    }

    private void Report(DeviceException fault)
    {
        if (!isReported)
        {
            isReported = true;
            onMissing(fault);
        }
    }
}
