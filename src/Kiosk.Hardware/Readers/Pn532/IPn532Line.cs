using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The wire to the chip, frame by frame. Used by one thread.</summary>
internal interface IPn532Line : IDisposable
{
    /// <summary>The node's path.</summary>
    string Device { get; }

    /// <summary>Has a chip that sleeps listen to what is sent next.</summary>
    /// <exception cref="DeviceException">The wire is gone.</exception>
    void WakeUp();

    /// <summary>Sends a frame; what came before it and was not received is forgotten.</summary>
    /// <exception cref="DeviceException">The wire is gone.</exception>
    void Send(ReadOnlySpan<byte> frame);

    /// <summary>The next frame of the chip.</summary>
    /// <param name="maxLength">The most bytes that the frame may have, for a bus where the host says how much it reads.</param>
    /// <returns>Null when none came in time.</returns>
    /// <exception cref="DeviceException">The wire is gone.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Pn532Frame? Receive(int maxLength, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Goes on at another rate, in bits per second, once all that was sent has left.</summary>
    /// <returns>False where the wire has no rate.</returns>
    bool SetBaudRate(int baudRate);
}
