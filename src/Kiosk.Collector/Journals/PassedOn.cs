using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.Journals;

/// <summary>How far a journal was passed on to the upstream collector.</summary>
/// <param name="Journal">Its name (<see cref="JournalName"/>); empty for the connection itself.</param>
/// <param name="Address">Of the upstream collector.</param>
/// <param name="ReceiptSize">Number of frames that the upstream's newest receipt covers; 0 if there is none.</param>
/// <param name="Receipt">That receipt, as a signed note.</param>
/// <param name="Problem">What is wrong and what to do; null if nothing is.</param>
/// <param name="Since">When the problem began.</param>
/// <param name="LastAnswer">When the upstream last took something; null if never.</param>
internal sealed record PassedOn(
    string Journal, string Address, UploadCursor Cursor, ulong ReceiptSize, string? Receipt, Phrase? Problem, DateTimeOffset? Since, DateTimeOffset? LastAnswer)
{
    public string TerminalId => JournalName.TerminalOf(Journal);

    public static PassedOn Nothing(string journal, string address) => new(journal, address, UploadCursor.Start, 0, null, null, null, null);

    /// <summary>With a problem, or none, and when it began.</summary>
    public PassedOn With(Phrase? problem, DateTimeOffset now) => this with { Problem = problem, Since = problem is null ? null : Since ?? now };
}
