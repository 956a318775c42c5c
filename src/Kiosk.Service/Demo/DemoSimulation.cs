using System.Collections.Concurrent;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Devices;
using Kiosk.Service.Page;
using Kiosk.Service.Sync;
using Kiosk.Trials.Demo;

namespace Kiosk.Service.Demo;

/// <summary>The demo as controlled by the page: tapping cards by number, disturbing clock and network, revoking cards.</summary>
internal sealed class DemoSimulation(DemoTaps taps, DemoWorld world, SyncSetup sync, TerminalNotes notes, DemoClock clock, DemoNetwork network) : ISimulation
{
    /// <summary>The cards that the desk can revoke.</summary>
    private static readonly DemoCard[] Revocable = [DemoCard.GoodP256, DemoCard.GoodRsa];

    private readonly ConcurrentDictionary<int, bool> revoked = new();

    public IReadOnlyList<PageCard> Cards =>
        [.. DemoCard.Tray.Select(card => new PageCard(card.Number, card.Vietnamese, card.English, Revocable.Contains(card) && !revoked.ContainsKey(card.Number), revoked.ContainsKey(card.Number)))];

    public IReadOnlyList<PageCard> Invitations => [.. world.Invitations.Select(one => new PageCard(one.Number, one.Vietnamese, one.English, MayBeRevoked: false))];

    public SimulatedClock Clock
    {
        get => clock.Setting;
        set => clock.Setting = value;
    }

    public bool IsConnected => network.IsConnected;

    public bool IsTampered { get; private set; }

    public Task TapAsync(int card, CancellationToken cancellationToken) => taps.TapAsync(Find(DemoCard.Tray, card), cancellationToken);

    public Task ScanAsync(int invitation, CancellationToken cancellationToken) =>
        taps.ScanAsync(world.Invitations.FirstOrDefault(one => one.Number == invitation) ?? throw new ArgumentOutOfRangeException(nameof(invitation), invitation, "There is no such invitation."), cancellationToken);

    public async Task RevokeAsync(int card, CancellationToken cancellationToken)
    {
        await world.RevokeAsync(Find(Revocable, card), cancellationToken);
        await SyncAsync(cancellationToken);
        // Set only now: once the page shows a card as revoked, its next tap must be refused.
        revoked[card] = true;
    }

    public Task ConnectAsync(bool isConnected, CancellationToken cancellationToken)
    {
        network.IsConnected = isConnected;
        return SyncAsync(cancellationToken);
    }

    public Task SyncAsync(CancellationToken cancellationToken) => sync.Sync.RunAsync(sync.Source!, cancellationToken);

    public void Tamper(bool isOpen)
    {
        notes.WriteContact(ContactNote.ContextOf("tamper", isOpen));
        IsTampered = isOpen;
    }

    private static DemoCard Find(IReadOnlyList<DemoCard> cards, int number) =>
        cards.FirstOrDefault(card => card.Number == number) ?? throw new ArgumentOutOfRangeException(nameof(number), number, "There is no such card.");
}
