namespace Kiosk.Hardware.Gpio;

/// <summary>The driver for the machine's own chips.</summary>
public enum GpioLibrary
{
    /// <summary>The kernel's interface, without a library.</summary>
    Kernel = 0,

    /// <summary>libgpiod 2 or 1, through the drivers of System.Device.Gpio.</summary>
    Libgpiod,
}
