using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The wire to the chip, frame by frame. Used by one thread.</summary>
internal interface IPn532Line : IDisposable
{
    /// <summary>The node's path.</summary>
    string Device { get; }

    /// <summary>Wakes a sleeping chip.</summary>
    /// <exception cref="DeviceException">The wire is gone.</exception>
    void WakeUp();

    /// <summary>Sends a frame, discarding unread input.</summary>
    /// <exception cref="DeviceException">The wire is gone.</exception>
    void Send(ReadOnlySpan<byte> frame);

    /// <summary>The next frame of the chip.</summary>
    /// <param name="maxLength">The maximum length of the frame, for a bus where the host chooses the read length.</param>
    /// <returns>Null if none arrived in time.</returns>
    /// <exception cref="DeviceException">The wire is gone.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Pn532Frame? Receive(int maxLength, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Switches to another rate, in bits per second, once all output has been sent.</summary>
    /// <returns>False if the wire has no rate.</returns>
    bool SetBaudRate(int baudRate);
}
