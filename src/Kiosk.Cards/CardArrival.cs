using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards;

/// <summary>A card entering a reader's field.</summary>
/// <param name="Reader">The reader's name.</param>
/// <param name="AnswerToReset">The ATR as the reader reports it.</param>
/// <param name="Presence">Identifies this presence (PC/SC: the event counter in the high word of dwEventState).</param>
/// <param name="Timestamp"><see cref="TimeProvider.GetTimestamp"/> when the arrival was detected.</param>
public sealed record CardArrival(string Reader, AnswerToReset AnswerToReset, long Presence, long Timestamp);
