using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Desks;

/// <summary>One of the day's receipts, as the clerk sees it.</summary>
/// <param name="Number">As on the receipt.</param>
/// <param name="Procedure">The procedure's code.</param>
/// <param name="Taken">Whose it is; null where that is not known any more: it is sealed in the journal, and open only while the clerk who took it serves.</param>
/// <param name="Code">Why it needs a look, or <see cref="ReasonCode.Admitted"/>.</param>
internal sealed record DeskFile(ulong Sequence, string Number, string Procedure, DateTimeOffset At, ReasonCode Code, TakenFile? Taken = null);
