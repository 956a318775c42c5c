namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The chip's device, and timeouts.</summary>
public sealed record Pn532ReaderOptions
{
    /// <summary>A serial port such as <c>/dev/ttyAMA0</c>, or an I2C bus such as <c>/dev/i2c-1</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Bits per second on a serial port: the chip starts at 115,200 and is switched to this rate.</summary>
    public int BaudRate { get; init; } = Pn532SerialLine.FirstBaudRate;

    /// <summary>How long the field must be empty before a card counts as a new tap.</summary>
    public TimeSpan AbsenceBeforeNewTap { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Interval between two polls of the field.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Timeout of a command that does not involve a card.</summary>
    public TimeSpan ChipDeadline { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the field is off to reset a card.</summary>
    public TimeSpan FieldOffTime { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Delay between attempts to reach the chip; doubles up to <see cref="MaxBackOff"/>.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(2);
}
