namespace Kiosk.Hardware.Devices;

/// <summary>A device node could not be used. The message is a sentence: which node, what was tried, what the kernel said.</summary>
public abstract class DeviceException : Exception
{
    private protected DeviceException(string device, string message, Exception? innerException)
        : base(message, innerException) => Device = device;

    /// <summary>The node's path, such as <c>/dev/i2c-1</c>, or the name that was searched for.</summary>
    public string Device { get; }
}

/// <summary>No such node, or its device is gone.</summary>
public sealed class DeviceMissingException(string device, string message, Exception? innerException = null) : DeviceException(device, message, innerException);

/// <summary>The bus exists, but no chip acknowledges the address: check wiring, power and address.</summary>
public sealed class DeviceSilentException(string device, string message, Exception? innerException = null) : DeviceException(device, message, innerException);

/// <summary>The service's user may not open the node.</summary>
public sealed class DeviceAccessException(string device, string message, Exception? innerException = null) : DeviceException(device, message, innerException);

/// <summary>Another program, or the kernel itself, has claimed it.</summary>
public sealed class DeviceBusyException(string device, string message, Exception? innerException = null) : DeviceException(device, message, innerException);

/// <summary>The node exists but does not support the operation.</summary>
public sealed class DeviceUnsupportedException(string device, string message, Exception? innerException = null) : DeviceException(device, message, innerException);

/// <summary>A different device answers there.</summary>
public sealed class DeviceMismatchException(string device, string message, Exception? innerException = null) : DeviceException(device, message, innerException);

/// <summary>The device does not answer, or answers nonsense: check wiring, power and the device itself.</summary>
public sealed class DeviceFaultException(string device, string message, Exception? innerException = null) : DeviceException(device, message, innerException);
