using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Desk;

/// <summary>The reasons to choose from for each act.</summary>
internal static class DeskReasonList
{
    public static IReadOnlyList<ReasonCode> ForCheckIn { get; } = [ReasonCode.DeskCardLeftBehind, ReasonCode.DeskNoCard, ReasonCode.DeskCardUnreadable];

    public static IReadOnlyList<ReasonCode> ForUndo { get; } = [ReasonCode.DeskMistaken, ReasonCode.DeskNotEntered, ReasonCode.DeskTrial];

    public static IReadOnlyList<ReasonCode> ForAbsence { get; } =
        [ReasonCode.DeskAbsentIll, ReasonCode.DeskAbsentOnDuty, ReasonCode.DeskAbsentFamily, ReasonCode.DeskAbsentOther, ReasonCode.DeskAbsentUnexcused];

    /// <summary>Whether an act's reason is one of its own.</summary>
    public static bool Fits(DeskAct act) => act switch
    {
        DeskAct.CheckIn => ForCheckIn.Contains(act.Code),
        DeskAct.Undo => ForUndo.Contains(act.Code),
        DeskAct.NoteAbsence => ForAbsence.Contains(act.Code),
        DeskAct.Substitute => act.Code is ReasonCode.DeskSubstitute,
        DeskAct.LetIn => act.Code is ReasonCode.DeskGuest,
        _ => throw new ArgumentException($"No reasons for {act.GetType().Name}.", nameof(act)),
    };
}
