using System.Buffers.Binary;
using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Input.EvdevNative;

namespace Kiosk.Hardware.Scanners;

/// <summary>A scanner that poses as a keyboard, behind <c>/dev/input/eventN</c>. Grabbed, so that what it types reaches no console; a scanner that another program has grabbed cannot be used.</summary>
internal sealed unsafe class KeyboardScanner : IDisposable
{
    private readonly KeyboardLayout layout = new();
    private readonly CodeLine line;
    private readonly NodeListener listener;
    private bool isDropping;

    private KeyboardScanner(DeviceNode node, TimeProvider time, Action<string> onCode, Action<DeviceException> onLost)
    {
        line = new(time);
        listener = new($"scanner {node.Path}", node, EventLength, record => Take(record, onCode), onLost);
    }

    /// <param name="path">Such as <c>/dev/input/by-id/usb-…-event-kbd</c>.</param>
    /// <param name="onCode">Called on the scanner's own thread; must not block.</param>
    /// <param name="onLost">Called once when the scanner goes away.</param>
    /// <exception cref="DeviceException">There is no keyboard, its node may not be read, or another program has grabbed it.</exception>
    public static KeyboardScanner Open(string path, TimeProvider time, Action<string> onCode, Action<DeviceException> onLost) => DeviceNode.Open(
        path,
        node =>
        {
            var keys = stackalloc byte[KeyBitsLength];
            if (node.TryControl(EVIOCGBIT_EV_KEY_96, keys) < 0 || !HasBit(keys, KEY_ENTER) || !HasBit(keys, KEY_A))
            {
                throw new DeviceUnsupportedException(path, $"{path} is no keyboard: it has no letters and no Enter.");
            }

            return node.TryControl(EVIOCGRAB, (void*)1) == -Libc.EBUSY ? throw new DeviceBusyException(path, $"{path}: another program takes the keys.") : new KeyboardScanner(node, time, onCode, onLost);
        },
        Libc.O_RDONLY | Libc.O_NONBLOCK);

    /// <summary>Reads key events from a node that was opened otherwise.</summary>
    /// <param name="node">Disposed of.</param>
    internal static KeyboardScanner Of(DeviceNode node, TimeProvider time, Action<string> onCode, Action<DeviceException> onLost) => new(node, time, onCode, onLost);

    public void Dispose() => listener.Dispose();

    private static bool HasBit(byte* bits, int code) => (bits[code / 8] & (1 << (code % 8))) != 0;

    private void Take(ReadOnlySpan<byte> record, Action<string> onCode)
    {
        var (type, code) = (BinaryPrimitives.ReadUInt16LittleEndian(record[16..]), BinaryPrimitives.ReadUInt16LittleEndian(record[18..]));
        if (type == EV_SYN)
        {
            Synchronise(code);
        }
        else if (type == EV_KEY && !isDropping && layout.Take(code, BinaryPrimitives.ReadInt32LittleEndian(record[20..])) is { } typed && line.Take(typed) is { } scanned)
        {
            onCode(scanned);
        }
    }

    // The kernel's queue overflowed: keys are missing, so the whole line is none, and Shift may have been let go.
    private void Synchronise(ushort code)
    {
        if (code == SYN_DROPPED)
        {
            isDropping = true;
            layout.Release();
            line.Spoil();
        }
        else if (code == SYN_REPORT)
        {
            isDropping = false;
        }
    }
}
