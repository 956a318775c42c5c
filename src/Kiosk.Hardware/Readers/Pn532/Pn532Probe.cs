using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The result of probing for the chip, as reported by <c>kiosk doctor</c>. <see cref="Detail"/> is one English sentence for the operator.</summary>
public abstract record Pn532Probe
{
    private Pn532Probe(string device, string detail) => (Device, Detail) = (device, detail);

    /// <summary>The node's path.</summary>
    public string Device { get; }

    public string Detail { get; }

    /// <summary>Opens the device and wakes the chip, as the reader would.</summary>
    public static Task<Pn532Probe> RunAsync(Pn532ReaderOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Look(options, time, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>A PN532 answers.</summary>
    public sealed record Answers(string Node, Version Firmware) : Pn532Probe(Node, $"PN532 {Firmware} at {Node}.");

    /// <summary>No such node.</summary>
    public sealed record DeviceMissing(string Node, string Said) : Pn532Probe(Node, Said);

    /// <summary>This user may not open the node.</summary>
    public sealed record AccessDenied(string Node, string Said) : Pn532Probe(Node, Said);

    /// <summary>Another program uses the port: the running terminal, or a console.</summary>
    public sealed record Busy(string Node, string Said) : Pn532Probe(Node, Said);

    /// <summary>The node is neither a serial port nor an I2C bus, or does not support the rate.</summary>
    public sealed record WrongDevice(string Node, string Said) : Pn532Probe(Node, Said);

    /// <summary>Another chip of the family answers.</summary>
    public sealed record WrongChip(string Node, string Said) : Pn532Probe(Node, Said);

    /// <summary>Nothing answers there.</summary>
    public sealed record NoAnswer(string Node, string Said) : Pn532Probe(Node, Said);

    private static Pn532Probe Look(Pn532ReaderOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var device = options.Device;
        try
        {
            using var chip = Pn532Chip.Open(options, time, cancellationToken);
            return new Answers(device, chip.Firmware);
        }
        catch (DeviceException exception)
        {
            return exception switch
            {
                DeviceMissingException => new DeviceMissing(device, exception.Message),
                DeviceAccessException => new AccessDenied(device, exception.Message),
                DeviceBusyException => new Busy(device, exception.Message),
                DeviceMismatchException => new WrongChip(device, exception.Message),
                DeviceUnsupportedException => new WrongDevice(device, exception.Message),
                _ => new NoAnswer(device, exception.Message),
            };
        }
    }
}
