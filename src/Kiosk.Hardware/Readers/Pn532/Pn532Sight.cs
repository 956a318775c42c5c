using Kiosk.Cards;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The thread's last observation.</summary>
/// <param name="Detail">One English sentence for the operator.</param>
/// <param name="Presence">As in <see cref="CardArrival.Presence"/>; null in an empty field.</param>
/// <param name="IsTap">It was announced as a new tap.</param>
internal sealed record Pn532Sight(ReaderState State, string Detail, long? Presence = null, bool IsTap = false);
