using System.Text;
using Kiosk.Hardware.Devices;
using Microsoft.Win32.SafeHandles;
using static Kiosk.Hardware.Gpio.GpioNative;

namespace Kiosk.Hardware.Gpio;

/// <summary>One of the machine's GPIO chips, accessed through its node: finds lines by name, tells who uses them, and requests them.</summary>
internal static unsafe class GpioChip
{
    private const string Folder = "/dev";

    /// <summary>The chip's node and the line's number on it.</summary>
    /// <exception cref="DeviceException">There is no such line, or its chip may not be opened.</exception>
    public static (string Path, int Offset) Find(GpioAddress address)
    {
        var nodes = NodeFolder.Entries(Folder, "gpiochip*");
        if (nodes.Count == 0)
        {
            throw new DeviceMissingException($"{Folder}/gpiochip0", $"{Folder}/gpiochip0 does not exist: this machine shows no GPIO chip, and {address} is wanted.");
        }

        foreach (var path in nodes)
        {
            using var chip = DeviceNode.Open(path);
            if (OffsetOn(chip, address) is { } offset)
            {
                return (path, offset);
            }
        }

        throw new DeviceMissingException(address.ToString(), $"{address} is on none of {string.Join(", ", nodes)}; gpioinfo lists the lines there are.");
    }

    /// <summary>Returns who uses the line without requesting it: requesting would drive the line and switch what is connected.</summary>
    /// <returns>The consumer's name, which may be empty; null if the line is free.</returns>
    /// <exception cref="DeviceException">There is no such line, or its chip may not be opened.</exception>
    public static string? HolderOf(GpioAddress address)
    {
        var (path, offset) = Find(address);
        using var chip = DeviceNode.Open(path);
        var line = new LineInfo { Offset = (uint)offset };
        chip.Control(GPIO_V2_GET_LINEINFO_IOCTL, &line, $"describe line {offset}");
        return (line.Flags & GPIO_V2_LINE_FLAG_USED) == 0 ? null : TextOf(line.Consumer);
    }

    public static int CountLines(string path)
    {
        using var chip = DeviceNode.Open(path);
        return (int)Describe(chip).Lines;
    }

    /// <param name="flags">GPIO_V2_LINE_FLAG_…</param>
    /// <param name="attribute">Id and value of one GPIO_V2_LINE_ATTR_ID_…; id 0 means none.</param>
    /// <returns>The line's own descriptor; its path names chip and line.</returns>
    /// <exception cref="DeviceException">The chip is gone, or the line is in use.</exception>
    public static DeviceNode Request(string path, int offset, ulong flags, (uint Id, ulong Value) attribute)
    {
        using var chip = DeviceNode.Open(path);
        var request = new LineRequest { LineCount = 1 };
        request.Offsets[0] = (uint)offset;
        Encoding.ASCII.GetBytes(GpioLines.Consumer, new Span<byte>(request.Consumer, NameLength));
        request.Config.Flags = flags;
        if (attribute.Id != 0)
        {
            request.Config.AttributeCount = 1;
            request.Config.Attributes[0] = attribute.Id;
            request.Config.Attributes[1] = attribute.Value;
            request.Config.Attributes[2] = 1;
        }

        chip.Control(GPIO_V2_GET_LINE_IOCTL, &request, $"give line {offset} out");
        return new($"{path} line {offset}", new SafeFileHandle(request.Fd, ownsHandle: true));
    }

    private static int? OffsetOn(DeviceNode chip, GpioAddress address)
    {
        var info = Describe(chip);
        if (address.Chip is { } name)
        {
            var isIt = name == Path.GetFileName(chip.Path) || name == TextOf(info.Label);
            return isIt && address.Offset < info.Lines ? address.Offset : null;
        }

        for (uint offset = 0; offset < info.Lines; offset++)
        {
            var line = new LineInfo { Offset = offset };
            if (chip.TryControl(GPIO_V2_GET_LINEINFO_IOCTL, &line) >= 0 && TextOf(line.Name) == address.Name)
            {
                return (int)offset;
            }
        }

        return null;
    }

    private static ChipInfo Describe(DeviceNode chip)
    {
        var info = default(ChipInfo);
        chip.Control(GPIO_GET_CHIPINFO_IOCTL, &info, "say what it is");
        return info;
    }

    private static string TextOf(byte* name)
    {
        var bytes = new ReadOnlySpan<byte>(name, NameLength);
        var end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
