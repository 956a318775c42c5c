using System.Runtime.InteropServices;

namespace Kiosk.Hardware.Input;

/// <summary>Input devices as linux/input.h and linux/input-event-codes.h declare them.</summary>
internal static class EvdevNative
{
    public const uint EVIOCGRAB = 0x40044590;
    public const uint EVIOCGABS = 0x80184540;
    public const uint EVIOCGBIT_EV_KEY_96 = 0x80604521;
    public const uint EVIOCGBIT_EV_ABS_8 = 0x80084523;

    /// <summary><c>struct input_event</c> where a time is 16 bytes: type at 16, code at 18, value at 20.</summary>
    public const int EventLength = 24;
    public const int KeyBitsLength = 96;
    public const int AxisBitsLength = 8;

    public const ushort EV_SYN = 0x00;
    public const ushort EV_KEY = 0x01;
    public const ushort EV_ABS = 0x03;

    public const ushort SYN_REPORT = 0;
    public const ushort SYN_MT_REPORT = 2;
    public const ushort SYN_DROPPED = 3;

    public const ushort ABS_X = 0x00;
    public const ushort ABS_Y = 0x01;
    public const ushort ABS_MT_SLOT = 0x2F;
    public const ushort ABS_MT_POSITION_X = 0x35;
    public const ushort ABS_MT_POSITION_Y = 0x36;
    public const ushort ABS_MT_TRACKING_ID = 0x39;

    public const ushort KEY_ENTER = 28;
    public const ushort KEY_A = 30;
    public const ushort BTN_LEFT = 0x110;
    public const ushort BTN_TOUCH = 0x14A;

    [StructLayout(LayoutKind.Sequential)]
    internal struct AbsInfo
    {
        public int Value;
        public int Minimum;
        public int Maximum;
        public int Fuzz;
        public int Flat;
        public int Resolution;
    }
}
