using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards;

/// <summary>A card came into a reader's field.</summary>
/// <param name="Reader">The reader's name.</param>
/// <param name="AnswerToReset">What the reader says of the card.</param>
/// <param name="Presence">Tells one presence from the next (PC/SC: the event counter in the high word of dwEventState).</param>
/// <param name="Timestamp"><see cref="TimeProvider.GetTimestamp"/> at the moment the arrival was noticed.</param>
public sealed record CardArrival(string Reader, AnswerToReset AnswerToReset, long Presence, long Timestamp);
