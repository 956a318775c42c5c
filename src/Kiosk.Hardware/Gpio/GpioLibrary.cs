namespace Kiosk.Hardware.Gpio;

/// <summary>By what the machine's own chips are driven.</summary>
public enum GpioLibrary
{
    /// <summary>The kernel's interface, without a library.</summary>
    Kernel = 0,

    /// <summary>libgpiod 2 or 1, by the drivers of System.Device.Gpio.</summary>
    Libgpiod,
}
