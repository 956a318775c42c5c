namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>Which readers to use, and timeouts.</summary>
public sealed record PcscReaderOptions
{
    /// <summary>Part of the reader's name, case-insensitive; null for any reader. Names depend on the driver: prefer <see cref="UsbId"/>.</summary>
    public string? NameContains { get; init; }

    /// <summary>Vendor and product as <c>072F:2303</c>; null for any reader.</summary>
    public string? UsbId { get; init; }

    /// <summary>The reader's complete serial number; null for any reader.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Words in a reader's name, case-insensitive, that mark a slot not used for taps.</summary>
    public IReadOnlyList<string> SkippedWords { get; init; } = ["SAM", "ICC", "Contact"];

    /// <summary>How long the field must be empty before a card counts as a new tap.</summary>
    public TimeSpan AbsenceBeforeNewTap { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>A card that appears within this time after a reader or daemon came back was already there.</summary>
    public TimeSpan SettleAfterRecovery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The maximum duration of one SCardGetStatusChange, because a cancel before the wait begins is lost.</summary>
    public TimeSpan WaitSlice { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Delay between attempts to reach the daemon; doubles up to <see cref="MaxBackOff"/>.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan DisconnectDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to retry while another program holds the card.</summary>
    public TimeSpan SharingTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A daemon that does not answer the waiting thread for this long counts as missing.</summary>
    public TimeSpan DaemonSilence { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A call that has not returned for this long puts the reader out of order.</summary>
    public TimeSpan HangBeforeOutOfOrder { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The number of consecutive reader faults that put it out of order.</summary>
    public int FaultsBeforeOutOfOrder { get; init; } = 5;

    /// <summary>Interval between retries of an out-of-order reader, with new contexts.</summary>
    public TimeSpan OutOfOrderRetry { get; init; } = TimeSpan.FromMinutes(5);
}
