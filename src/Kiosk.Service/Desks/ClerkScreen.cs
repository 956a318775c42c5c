using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Desks;

/// <summary>The clerk's view as a screen, for a display of the clerk's own.</summary>
internal static class ClerkScreen
{
    /// <summary>More than a display has rows.</summary>
    private const int MaxFiles = 24;

    public static Screen.ClerkDesk Of(ClerkPicture picture) => new(
        picture.NeedsClerk,
        picture.OpenUntil,
        picture.Refusal is var (at, reason) ? new ClerkRefusal(at, reason.Name, reason.Meaning, reason.OperatorRemedy) : null,
        picture.Files.Count,
        // The newest first: it is the one that is asked about.
        [.. picture.Files.TakeLast(MaxFiles).Reverse().Select(one => new ClerkLine(one.File.At, one.File.Number, one.Procedure, KnownOf(one.File), one.IsSent, FlagOf(one.File)))]);

    private static string? KnownOf(DeskFile file) => file.Taken is { } taken ? string.Join(" · ", new[] { taken.Member, taken.CaseNumber }.OfType<string>()) : null;

    private static Words.Phrase? FlagOf(DeskFile file) => file.Code is ReasonCode.Admitted ? null : ReasonTable.Find(file.Code)?.Meaning;
}
