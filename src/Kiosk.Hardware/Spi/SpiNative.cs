namespace Kiosk.Hardware.Spi;

/// <summary>The SPI character device as linux/spi/spidev.h declares it.</summary>
internal static class SpiNative
{
    public const uint SPI_IOC_WR_MODE = 0x40016B01;
    public const uint SPI_IOC_WR_BITS_PER_WORD = 0x40016B03;
    public const uint SPI_IOC_WR_MAX_SPEED_HZ = 0x40046B04;

    public const byte SPI_MODE_0 = 0;
}
