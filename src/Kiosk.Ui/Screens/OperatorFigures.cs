using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>The operator's overview; contains no names of people.</summary>
/// <param name="Title">The meeting's title, or null if it must not be shown.</param>
/// <param name="Presence">Null if no meeting is in progress.</param>
/// <param name="ByDoor">As recorded in this terminal's own register.</param>
/// <param name="ByDelegation">In natural order; the name is empty for people without a delegation.</param>
/// <param name="LastTaps">Newest first.</param>
public sealed record OperatorFigures(
    Phrase? Title,
    Presence? Presence,
    IReadOnlyList<CountLine> ByDoor,
    IReadOnlyList<CountLine> ByDelegation,
    IReadOnlyList<TapLine> LastTaps,
    StoreState Stores,
    DateTimeOffset Now);
