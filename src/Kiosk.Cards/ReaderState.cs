namespace Kiosk.Cards;

/// <summary>What a reader is doing. Everything but <see cref="Ready"/> and <see cref="CardPresent"/> is a reason why no card can be read.</summary>
public enum ReaderState
{
    Stopped = 0,
    Ready,
    CardPresent,
    WaitingForDaemon,
    WaitingForReader,
    AccessDenied,
    OutOfOrder,
}
