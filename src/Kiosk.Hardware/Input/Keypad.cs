using System.Buffers.Binary;
using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Input.EvdevNative;

namespace Kiosk.Hardware.Input;

/// <summary>
/// A keypad, keyboard or row of buttons behind <c>/dev/input/eventN</c>; buttons on GPIO lines are one through the kernel's <c>gpio-keys</c>. Grabbed, so that its keys reach no console. Tells presses, not repetitions.
/// </summary>
public sealed unsafe class Keypad : IDisposable
{
    private const int Pressed = 1;

    private readonly NodeListener listener;
    private bool isDropping;

    private Keypad(DeviceNode node, Action<PadKey> onKey, Action<DeviceException> onLost)
    {
        Path = node.Path;
        listener = new($"keypad {node.Path}", node, EventLength, record => Take(record, onKey), onLost);
    }

    /// <summary>The node.</summary>
    public string Path { get; }

    /// <param name="path">Such as <c>/dev/input/by-id/usb-…-event-kbd</c>.</param>
    /// <param name="onKey">Called on the keypad's own thread; must not block.</param>
    /// <param name="onLost">Called once when the keypad goes away.</param>
    /// <exception cref="DeviceException">There is no keypad, its node may not be read, or another program has grabbed it.</exception>
    public static Keypad Open(string path, Action<PadKey> onKey, Action<DeviceException> onLost) => DeviceNode.Open(
        path,
        node =>
        {
            var keys = stackalloc byte[KeyBitsLength];
            if (node.TryControl(EVIOCGBIT_EV_KEY_96, keys) < 0 || !HasKey(keys))
            {
                throw new DeviceUnsupportedException(path, $"{path} is no keypad: it has neither digits nor Enter nor arrows.");
            }

            return node.TryControl(EVIOCGRAB, (void*)1) == -Libc.EBUSY ? throw new DeviceBusyException(path, $"{path}: another program takes the keys.") : new Keypad(node, onKey, onLost);
        },
        Libc.O_RDONLY | Libc.O_NONBLOCK);

    /// <summary>Reads key events from a node that was opened otherwise.</summary>
    /// <param name="node">Disposed of.</param>
    internal static Keypad Of(DeviceNode node, Action<PadKey> onKey, Action<DeviceException> onLost) => new(node, onKey, onLost);

    public void Dispose() => listener.Dispose();

    private static bool HasKey(byte* bits)
    {
        foreach (var code in PadKeys.Codes)
        {
            if ((bits[code / 8] & (1 << (code % 8))) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Take(ReadOnlySpan<byte> record, Action<PadKey> onKey)
    {
        var (type, code) = (BinaryPrimitives.ReadUInt16LittleEndian(record[16..]), BinaryPrimitives.ReadUInt16LittleEndian(record[18..]));
        if (type == EV_SYN)
        {
            // After SYN_DROPPED the rest of the frame is stale.
            isDropping = code == SYN_DROPPED || (isDropping && code != SYN_REPORT);
        }
        else if (type == EV_KEY && !isDropping && BinaryPrimitives.ReadInt32LittleEndian(record[20..]) == Pressed && PadKeys.Of(code) is not PadKey.None and var key)
        {
            onKey(key);
        }
    }
}
