namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>Where the chip is, and how long to wait for what.</summary>
public sealed record Pn532ReaderOptions
{
    /// <summary>A serial port such as <c>/dev/ttyAMA0</c>, or an I2C bus such as <c>/dev/i2c-1</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Bits per second on a serial port: the chip begins at 115,200 and is told to go on at this rate.</summary>
    public int BaudRate { get; init; } = Pn532SerialLine.FirstBaudRate;

    /// <summary>How long the field must have been empty before a card counts as a new tap.</summary>
    public TimeSpan AbsenceBeforeNewTap { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Between two looks at the field.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>For a command that the chip carries out by itself.</summary>
    public TimeSpan ChipDeadline { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Without the field, before a card has forgotten everything.</summary>
    public TimeSpan FieldOffTime { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Between attempts to reach the chip; doubles up to <see cref="MaxBackOff"/>.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(2);
}
