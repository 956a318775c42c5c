using System.Runtime.InteropServices;

namespace Kiosk.Hardware.I2c;

/// <summary>The I2C character device as linux/i2c.h and linux/i2c-dev.h declare it.</summary>
internal static unsafe class I2cNative
{
    public const uint I2C_SLAVE = 0x0703;
    public const uint I2C_FUNCS = 0x0705;
    public const uint I2C_RDWR = 0x0707;
    public const uint I2C_SMBUS = 0x0720;

    public const nuint I2C_FUNC_I2C = 0x00000001;
    public const nuint I2C_FUNC_SMBUS_READ_I2C_BLOCK = 0x04000000;
    public const nuint I2C_FUNC_SMBUS_WRITE_I2C_BLOCK = 0x08000000;

    public const ushort I2C_M_RD = 0x0001;
    public const byte I2C_SMBUS_WRITE = 0;
    public const byte I2C_SMBUS_READ = 1;
    public const uint I2C_SMBUS_BYTE = 1;
    public const uint I2C_SMBUS_I2C_BLOCK_DATA = 8;

    /// <summary><c>union i2c_smbus_data</c>: a length, 32 bytes, one for the checksum.</summary>
    public const int SmbusDataLength = 34;

    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        public ushort Address;
        public ushort Flags;
        public ushort Length;
        public byte* Buffer;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Transfer
    {
        public Message* Messages;
        public uint Count;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct SmbusTransfer
    {
        public byte ReadWrite;
        public byte Command;
        public uint Size;
        public byte* Data;
    }
}
