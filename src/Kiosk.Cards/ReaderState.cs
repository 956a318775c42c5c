namespace Kiosk.Cards;

/// <summary>The state of a reader. Cards can be read only in <see cref="Ready"/> and <see cref="CardPresent"/>.</summary>
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
