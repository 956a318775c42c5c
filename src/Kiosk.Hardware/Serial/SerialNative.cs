using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Kiosk.Hardware.Serial;

/// <summary>Terminals as asm-generic/termbits.h and ioctls.h declare them: the same numbers on x86 and ARM.</summary>
[SuppressMessage("Style", "IDE1006", Justification = "The C declaration's own names.")]
internal static unsafe partial class SerialNative
{
    public const uint TCGETS2 = 0x802C542A;
    public const uint TCSETS2 = 0x402C542B;
    public const uint TCSBRK = 0x5409;
    public const uint TCFLSH = 0x540B;
    public const uint TIOCGPTN = 0x80045430;
    public const uint TIOCSPTLCK = 0x40045431;
    public const nint TCIFLUSH = 0;

    public const uint CS8 = 0x0030;
    public const uint CREAD = 0x0080;
    public const uint CLOCAL = 0x0800;

    /// <summary>The rate is in c_ispeed and c_ospeed.</summary>
    public const uint BOTHER = 0x1000;

    [StructLayout(LayoutKind.Sequential)]
    internal struct termios2
    {
        public uint c_iflag;
        public uint c_oflag;
        public uint c_cflag;
        public uint c_lflag;
        public byte c_line;
        public fixed byte c_cc[19];
        public uint c_ispeed;
        public uint c_ospeed;
    }
}
