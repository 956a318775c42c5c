using System.Text;
using Kiosk.Hardware.Devices;
using Microsoft.Win32.SafeHandles;
using static Kiosk.Hardware.Gpio.GpioNative;

namespace Kiosk.Hardware.Gpio;

/// <summary>Finds lines on the machine's GPIO chips and requests them from the kernel.</summary>
public static unsafe class GpioChip
{
    /// <summary>As whom this program takes lines.</summary>
    public const string Consumer = "kiosk";

    private const string Folder = "/dev";

    /// <summary>Asks who holds the line, without taking it: a line that is taken is driven, and what hangs on it would move.</summary>
    /// <returns>The name under which it is held, which may be empty; null where it is free.</returns>
    /// <exception cref="DeviceException">There is no such line, or its chip may not be opened.</exception>
    public static string? HolderOf(GpioAddress address)
    {
        var (chip, offset) = Find(address);
        using (chip)
        {
            var line = new LineInfo { Offset = offset };
            chip.Control(GPIO_V2_GET_LINEINFO_IOCTL, &line, $"describe line {offset}");
            return (line.Flags & GPIO_V2_LINE_FLAG_USED) == 0 ? null : TextOf(line.Consumer);
        }
    }

    /// <param name="flags">GPIO_V2_LINE_FLAG_…</param>
    /// <param name="debounce">Zero for none; else at least one microsecond. The kernel does it where the chip cannot.</param>
    /// <returns>The line's own descriptor; its path names the address.</returns>
    /// <exception cref="DeviceException">There is no such line, or somebody holds it.</exception>
    internal static DeviceNode Request(GpioAddress address, ulong flags, TimeSpan debounce)
    {
        var (chip, offset) = Find(address);
        using (chip)
        {
            var request = new LineRequest { LineCount = 1 };
            request.Offsets[0] = offset;
            Encoding.ASCII.GetBytes(Consumer, new Span<byte>(request.Consumer, NameLength));
            request.Config.Flags = flags;
            if (debounce > TimeSpan.Zero)
            {
                request.Config.AttributeCount = 1;
                request.Config.Attributes[0] = GPIO_V2_LINE_ATTR_ID_DEBOUNCE;
                request.Config.Attributes[1] = (uint)debounce.TotalMicroseconds;
                request.Config.Attributes[2] = 1;
            }

            chip.Control(GPIO_V2_GET_LINE_IOCTL, &request, $"give line {offset} out");
            return new($"{chip.Path} line {offset}", new SafeFileHandle(request.Fd, ownsHandle: true));
        }
    }

    private static (DeviceNode Chip, uint Offset) Find(GpioAddress address)
    {
        var nodes = NodeFolder.Entries(Folder, "gpiochip*");
        if (nodes.Count == 0)
        {
            throw new DeviceMissingException($"{Folder}/gpiochip0", $"{Folder}/gpiochip0 does not exist: this machine shows no GPIO chip, and {address} is wanted.");
        }

        foreach (var path in nodes)
        {
            var chip = DeviceNode.Open(path);
            if (OffsetOn(chip, address) is { } offset)
            {
                return (chip, offset);
            }

            chip.Dispose();
        }

        throw new DeviceMissingException(address.ToString(), $"{address} is on none of {string.Join(", ", nodes)}; gpioinfo lists the lines there are.");
    }

    private static uint? OffsetOn(DeviceNode chip, GpioAddress address)
    {
        var info = default(ChipInfo);
        chip.Control(GPIO_GET_CHIPINFO_IOCTL, &info, "say what it is");
        if (address.Chip is { } name)
        {
            var isIt = name == Path.GetFileName(chip.Path) || name == TextOf(info.Label);
            return isIt && address.Offset < info.Lines ? (uint)address.Offset : null;
        }

        for (uint offset = 0; offset < info.Lines; offset++)
        {
            var line = new LineInfo { Offset = offset };
            if (chip.TryControl(GPIO_V2_GET_LINEINFO_IOCTL, &line) >= 0 && TextOf(line.Name) == address.Name)
            {
                return offset;
            }
        }

        return null;
    }

    private static string TextOf(byte* name)
    {
        var bytes = new ReadOnlySpan<byte>(name, NameLength);
        var end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
