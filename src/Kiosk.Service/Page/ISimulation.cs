using Kiosk.Service.CheckIn;

namespace Kiosk.Service.Page;

/// <summary>A simulated terminal's controls for the page: cards to tap and an environment to disturb. A real terminal has none.</summary>
internal interface ISimulation
{
    IReadOnlyList<PageCard> Cards { get; }

    /// <summary>Invitations to hold to the scanner.</summary>
    IReadOnlyList<PageCard> Invitations { get; }

    SimulatedClock Clock { get; set; }

    bool IsConnected { get; }

    /// <summary>Whether the case is open.</summary>
    bool IsTampered { get; }

    /// <summary>Places a card on the reader until it is answered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such card.</exception>
    Task TapAsync(int card, CancellationToken cancellationToken);

    /// <summary>Holds an invitation to the scanner.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such invitation.</exception>
    Task ScanAsync(int invitation, CancellationToken cancellationToken);

    /// <summary>Revokes a card at the issuing desk and publishes; the terminal learns of it at its next sync.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The desk has no such card.</exception>
    Task RevokeAsync(int card, CancellationToken cancellationToken);

    /// <summary>Disconnects or reconnects the network; either way the terminal then tries a sync.</summary>
    Task ConnectAsync(bool isConnected, CancellationToken cancellationToken);

    Task SyncAsync(CancellationToken cancellationToken);

    /// <summary>Opens or closes the case, which is journaled.</summary>
    /// <exception cref="OutOfServiceException">The journal failed.</exception>
    void Tamper(bool isOpen);
}
