using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Desks;

/// <summary>The clerk's view at one moment.</summary>
/// <param name="OpenUntil">To the minute; null while the desk is not open.</param>
/// <param name="Refusal">The last card, if it was not taken.</param>
/// <param name="Files">The day's, oldest first: with the procedure's name, and whether the collector holds the record.</param>
internal sealed record ClerkPicture(
    bool NeedsClerk, DateTimeOffset? OpenUntil, (DateTimeOffset At, Reason Reason)? Refusal, IReadOnlyList<(DeskFile File, Phrase Procedure, bool IsSent)> Files);
