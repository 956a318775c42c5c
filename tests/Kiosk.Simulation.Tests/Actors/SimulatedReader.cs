using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>The virtual reader, which can be unplugged.</summary>
internal sealed class SimulatedReader(VirtualReader reader) : ICardReader
{
    public bool IsUnplugged { get; set; }

    public ReaderState State => IsUnplugged ? ReaderState.WaitingForReader : reader.State;

    public ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken) => reader.WaitForCardAsync(cancellationToken);

    public CardArrival? FindAgain(CardArrival arrival) => IsUnplugged ? null : reader.FindAgain(arrival);

    public ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken) =>
        IsUnplugged ? throw new CardFaultException("The reader was unplugged.") : reader.ConverseAsync(arrival, conversation, cancellationToken);

    public ValueTask DisposeAsync() => reader.DisposeAsync();
}
