using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>What an operator wants to know at a glance; names nobody.</summary>
/// <param name="Title">The meeting, or null where it must not be shown.</param>
/// <param name="Presence">Null where no meeting is on.</param>
/// <param name="ByDoor">By the record of this terminal's own register.</param>
/// <param name="ByDelegation">In natural order; a line without a delegation has an empty name.</param>
/// <param name="LastTaps">The newest first.</param>
public sealed record OperatorFigures(
    Phrase? Title,
    Presence? Presence,
    IReadOnlyList<CountLine> ByDoor,
    IReadOnlyList<CountLine> ByDelegation,
    IReadOnlyList<TapLine> LastTaps,
    StoreState Stores,
    DateTimeOffset Now);
