namespace Kiosk.Hardware.Gpio;

/// <summary>What holds an input's level while its contact is open.</summary>
public enum GpioBias
{
    /// <summary>As the device tree or the boot loader left it.</summary>
    AsIs = 0,
    PullUp,
    PullDown,
    Disabled,
}
