using Kiosk.Journal;
using Kiosk.Service.Admission;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// Where attendance is recorded: in the terminal's journal, or, at a secret meeting, in one of its own beside it, which is never uploaded nor copied to a stick. Opened when a secret meeting first needs it.
/// </summary>
/// <param name="journal">Owned by the caller.</param>
/// <param name="openSecret">Opens the other one.</param>
internal sealed class MeetingJournals(CheckInJournal journal, Func<CheckInJournal> openSecret) : IDisposable
{
    private readonly Lock gate = new();
    private CheckInJournal? secret;

    /// <summary>For where no secret meeting is served.</summary>
    public static MeetingJournals Of(CheckInJournal journal) => new(journal, () => throw new InvalidOperationException("No secret meeting is served here."));

    /// <summary>The terminal's journal, in which everything else is recorded.</summary>
    public CheckInJournal Main => journal;

    /// <exception cref="JournalException">The secret meetings' journal cannot be used.</exception>
    public CheckInJournal For(AdmissionMode mode)
    {
        if (!IsSecret(mode))
        {
            return journal;
        }

        lock (gate)
        {
            return secret ??= openSecret();
        }
    }

    /// <summary>Records something of a meeting.</summary>
    /// <exception cref="JournalException">It may not be on the disk: nobody may be admitted.</exception>
    public JournalReceipt Append(AdmissionMode mode, JournalRecord record, PendingSeal? seal)
    {
        var target = For(mode);
        var receipt = target.Append(record, seal);
        if (target != journal)
        {
            // Nothing else signs it.
            target.SignCheckpoint();
        }

        return receipt;
    }

    public void Dispose() => secret?.Dispose();

    private static bool IsSecret(AdmissionMode mode) => mode is AdmissionMode.AtMeeting { Meeting.IsSecret: true };
}
