using System.Buffers.Binary;
using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Input.EvdevNative;

namespace Kiosk.Hardware.Input;

/// <summary>A touch panel, or any absolute pointer, behind <c>/dev/input/eventN</c>; of several fingers only the first counts.</summary>
public sealed unsafe class TouchPanel : IDisposable
{
    private const string Folder = "/dev/input";

    private readonly TouchTracker tracker;
    private readonly NodeListener listener;
    private readonly AbsInfo horizontal;
    private readonly AbsInfo vertical;

    private TouchPanel(DeviceNode node, TouchCalibration calibration, Func<(int Width, int Height)> picture, Action<TouchEvent> onTouch, Action<DeviceException> onLost)
    {
        Path = node.Path;
        var hasContacts = HasAxis(node, ABS_MT_POSITION_X);
        horizontal = RangeOf(node, hasContacts ? ABS_MT_POSITION_X : ABS_X);
        vertical = RangeOf(node, hasContacts ? ABS_MT_POSITION_Y : ABS_Y);
        tracker = HasAxis(node, ABS_MT_SLOT) ? new(hasSlots: true, hasContacts, RangeOf(node, ABS_MT_SLOT).Value) : new(hasSlots: false, hasContacts);
        listener = new($"touch {node.Path}", node, EventLength, record => Take(record, calibration, picture, onTouch), onLost);
    }

    /// <summary>The node.</summary>
    public string Path { get; }

    /// <param name="path">Such as <c>/dev/input/event0</c>; empty for the first node with two axes that can be pressed.</param>
    /// <param name="picture">Returns width and height of the unrotated picture in pixels; called at each touch, because another panel may be plugged in.</param>
    /// <param name="onTouch">Called on the panel's own thread; must not block.</param>
    /// <param name="onLost">Called once when the panel goes away.</param>
    /// <exception cref="DeviceException">There is no touch panel, its node may not be read, or another program has grabbed it.</exception>
    public static TouchPanel Open(
        string path, TouchCalibration calibration, Func<(int Width, int Height)> picture, Action<TouchEvent> onTouch, Action<DeviceException> onLost)
    {
        var node = path.Length > 0 ? DeviceNode.Open(path, Libc.O_RDONLY | Libc.O_NONBLOCK) : Find();
        if (!IsTouch(node))
        {
            node.Dispose();
            throw new DeviceUnsupportedException(path, $"{path} is no touch panel: it has no two axes to press on.");
        }

        // Grabbed so that a console behind the screen does not get the touches too. If another program has grabbed it, none would arrive here.
        if (node.TryControl(EVIOCGRAB, (void*)1) == -Libc.EBUSY)
        {
            node.Dispose();
            throw new DeviceBusyException(node.Path, $"{node.Path}: another program takes the touches.");
        }

        return new(node, calibration, picture, onTouch, onLost);
    }

    public void Dispose() => listener.Dispose();

    private static DeviceNode Find()
    {
        DeviceException? denied = null;
        foreach (var path in NodeFolder.Entries(Folder, "event*").OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal))
        {
            try
            {
                var node = DeviceNode.Open(path, Libc.O_RDONLY | Libc.O_NONBLOCK);
                if (IsTouch(node))
                {
                    return node;
                }

                node.Dispose();
            }
            catch (DeviceException exception)
            {
                denied = exception;
            }
        }

        throw denied ?? new DeviceMissingException($"{Folder}/event*", $"No touch panel is among the nodes of {Folder}.");
    }

    private static bool IsTouch(DeviceNode node)
    {
        var keys = stackalloc byte[KeyBitsLength];
        var canBePressed = node.TryControl(EVIOCGBIT_EV_KEY_96, keys) >= 0 && (HasBit(keys, BTN_TOUCH) || HasBit(keys, BTN_LEFT));
        return (canBePressed && HasAxis(node, ABS_X) && HasAxis(node, ABS_Y)) || (HasAxis(node, ABS_MT_POSITION_X) && HasAxis(node, ABS_MT_POSITION_Y));
    }

    private static bool HasAxis(DeviceNode node, ushort axis)
    {
        var axes = stackalloc byte[AxisBitsLength];
        return node.TryControl(EVIOCGBIT_EV_ABS_8, axes) >= 0 && HasBit(axes, axis);
    }

    private static bool HasBit(byte* bits, int code) => (bits[code / 8] & (1 << (code % 8))) != 0;

    private static AbsInfo RangeOf(DeviceNode node, ushort axis)
    {
        var range = default(AbsInfo);
        node.Control(EVIOCGABS + axis, &range, "say how far an axis reaches");
        return range;
    }

    // The middle of a raw step, so that a rotated panel maps its steps to the same pixels in both directions.
    private static double PartOf(AbsInfo range, int value) => (value - (double)range.Minimum + 0.5) / Math.Max(1, range.Maximum - (double)range.Minimum + 1);

    private void Take(ReadOnlySpan<byte> record, TouchCalibration calibration, Func<(int Width, int Height)> picture, Action<TouchEvent> onTouch)
    {
        var touch = tracker.Take(
            BinaryPrimitives.ReadUInt16LittleEndian(record[16..]), BinaryPrimitives.ReadUInt16LittleEndian(record[18..]), BinaryPrimitives.ReadInt32LittleEndian(record[20..]));
        if (touch is { } happened)
        {
            var (width, height) = picture();
            var (x, y) = calibration.ToPixel(PartOf(horizontal, happened.X), PartOf(vertical, happened.Y), width, height);
            onTouch(new(happened.Phase, x, y));
        }
    }
}
