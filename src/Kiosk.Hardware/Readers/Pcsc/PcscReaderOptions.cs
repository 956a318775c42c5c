namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>Which readers to take cards from, and how long to wait for what.</summary>
public sealed record PcscReaderOptions
{
    /// <summary>Part of the reader's name, any case; null takes every reader. Names change with the driver: prefer <see cref="UsbId"/>.</summary>
    public string? NameContains { get; init; }

    /// <summary>Vendor and product as <c>072F:2303</c>; null takes every reader.</summary>
    public string? UsbId { get; init; }

    /// <summary>The reader's serial number, whole; null takes every reader.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Words in a reader's name, any case, that mark a slot where no card is tapped.</summary>
    public IReadOnlyList<string> SkippedWords { get; init; } = ["SAM", "ICC", "Contact"];

    /// <summary>How long the field must have been empty before a card counts as a new tap.</summary>
    public TimeSpan AbsenceBeforeNewTap { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>A card that appears this soon after a reader or daemon came back has been lying there.</summary>
    public TimeSpan SettleAfterRecovery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest single SCardGetStatusChange, since a cancel before the wait begins is lost.</summary>
    public TimeSpan WaitSlice { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Between attempts to reach the daemon; doubles up to <see cref="MaxBackOff"/>.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan DisconnectDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to try again while another program holds the card.</summary>
    public TimeSpan SharingTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A daemon that leaves the waiting thread without an answer for this long counts as missing.</summary>
    public TimeSpan DaemonSilence { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A call that has not returned for this long makes the reader out of order.</summary>
    public TimeSpan HangBeforeOutOfOrder { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Reader faults in a row, without one good answer between, that make it out of order.</summary>
    public int FaultsBeforeOutOfOrder { get; init; } = 5;

    /// <summary>How often an out-of-order reader gets new contexts and another try.</summary>
    public TimeSpan OutOfOrderRetry { get; init; } = TimeSpan.FromMinutes(5);
}
