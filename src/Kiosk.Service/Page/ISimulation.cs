using Kiosk.Service.CheckIn;

namespace Kiosk.Service.Page;

/// <summary>What the page may do to a terminal that is only played: cards to tap, and a world to disturb. A real terminal has none.</summary>
internal interface ISimulation
{
    IReadOnlyList<PageCard> Cards { get; }

    SimulatedClock Clock { get; set; }

    bool IsConnected { get; }

    /// <summary>Whether the case stands open.</summary>
    bool IsTampered { get; }

    /// <summary>Lays a card on the reader until it is answered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such card.</exception>
    Task TapAsync(int card, CancellationToken cancellationToken);

    /// <summary>The desk revokes a card and publishes; the terminal learns of it with its next sync.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The desk has no such card.</exception>
    Task RevokeAsync(int card, CancellationToken cancellationToken);

    /// <summary>Pulls the network's plug or puts it in again; the terminal tries a sync either way.</summary>
    Task ConnectAsync(bool isConnected, CancellationToken cancellationToken);

    Task SyncAsync(CancellationToken cancellationToken);

    /// <summary>Opens or closes the case; the journal says so.</summary>
    /// <exception cref="OutOfServiceException">The journal failed.</exception>
    void Tamper(bool isOpen);
}
