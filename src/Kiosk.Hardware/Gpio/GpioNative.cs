using System.Runtime.InteropServices;

namespace Kiosk.Hardware.Gpio;

/// <summary>The GPIO character device as linux/gpio.h declares it, version 2 of its interface (Linux 5.10).</summary>
internal static unsafe class GpioNative
{
    public const uint GPIO_GET_CHIPINFO_IOCTL = 0x8044B401;
    public const uint GPIO_V2_GET_LINEINFO_IOCTL = 0xC100B405;
    public const uint GPIO_V2_GET_LINE_IOCTL = 0xC250B407;
    public const uint GPIO_V2_LINE_GET_VALUES_IOCTL = 0xC010B40E;
    public const uint GPIO_V2_LINE_SET_VALUES_IOCTL = 0xC010B40F;

    public const ulong GPIO_V2_LINE_FLAG_USED = 1 << 0;
    public const ulong GPIO_V2_LINE_FLAG_INPUT = 1 << 2;
    public const ulong GPIO_V2_LINE_FLAG_OUTPUT = 1 << 3;
    public const ulong GPIO_V2_LINE_FLAG_EDGE_RISING = 1 << 4;
    public const ulong GPIO_V2_LINE_FLAG_EDGE_FALLING = 1 << 5;
    public const ulong GPIO_V2_LINE_FLAG_BIAS_PULL_UP = 1 << 8;
    public const ulong GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN = 1 << 9;
    public const ulong GPIO_V2_LINE_FLAG_BIAS_DISABLED = 1 << 10;

    public const uint GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES = 2;
    public const uint GPIO_V2_LINE_ATTR_ID_DEBOUNCE = 3;
    public const uint GPIO_V2_LINE_EVENT_RISING_EDGE = 1;

    public const int NameLength = 32;
    public const int EventLength = 48;
    public const int EventIdOffset = 8;

    public const int LinesMax = 64;
    public const int AttributesMax = 10;

    [StructLayout(LayoutKind.Sequential)]
    internal struct ChipInfo
    {
        public fixed byte Name[NameLength];
        public fixed byte Label[NameLength];
        public uint Lines;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct LineInfo
    {
        public fixed byte Name[NameLength];
        public fixed byte Consumer[NameLength];
        public uint Offset;
        public uint AttributeCount;
        public ulong Flags;
        public fixed ulong Attributes[2 * AttributesMax];
        public fixed uint Padding[4];
    }

    /// <summary>Three 64-bit words per attribute: id with padding, value (levels; debounce: microseconds in the low half), mask of lines.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct LineConfig
    {
        public ulong Flags;
        public uint AttributeCount;
        public fixed uint Padding[5];
        public fixed ulong Attributes[3 * AttributesMax];
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct LineRequest
    {
        public fixed uint Offsets[LinesMax];
        public fixed byte Consumer[NameLength];
        public LineConfig Config;
        public uint LineCount;
        public uint EventBufferSize;
        public fixed uint Padding[5];
        public int Fd;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct LineValues
    {
        public ulong Bits;
        public ulong Mask;
    }
}
