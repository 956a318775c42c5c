using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Verification;

namespace Kiosk.Service.CheckIn;

/// <summary>Writes a decision to the journal and, once it is on disk, to the attendance book.</summary>
internal sealed class CheckInRecorder(CheckInJournal journal, JournalSeals seals, AttendanceRegister register, string door)
{
    /// <exception cref="JournalException">The journal failed: from now on nobody may be admitted.</exception>
    public JournalReceipt Record(TapContext context, Verdict verdict, AdmissionDecision decision)
    {
        var mode = ModeOf(context.Mode);
        var seal = decision is AdmissionDecision.Admit admit ? seals.Prepare(context, mode, admit.Attendee, admit.Flag, verdict.AsOf) : null;
        var receipt = journal.Append(RecordOf(context, mode, decision), seal);
        if (context.Mode is AdmissionMode.AtMeeting meeting && decision is AdmissionDecision.Admit { Attendee: { Pseudonym: { } pseudonym } attendee })
        {
            var attendance = new Attendance(receipt.Instant, door);
            register.Record(meeting, context.Generation, new AttendanceEvent.Entered(context.JournalContext, Pseudonym.FromBytes(pseudonym.Span), attendance, attendee.Flags));
        }

        return receipt;
    }

    private JournalRecord RecordOf(TapContext context, JournalMode mode, AdmissionDecision decision)
    {
        var (outcome, attendee) = decision switch
        {
            AdmissionDecision.Admit admit => (JournalOutcome.Admitted, admit.Attendee),
            AdmissionDecision.AlreadyCheckedIn already => (JournalOutcome.AlreadyIn, already.Attendee),
            _ => (JournalOutcome.Denied, null),
        };
        return new JournalRecord(
            context.Clock,
            mode,
            context.JournalContext,
            door,
            attendee?.Pseudonym ?? default,
            outcome,
            AdmissionDesk.CodeOf(decision),
            Sealed: default,
            decision is AdmissionDecision.Admit admitted ? CountsOf(admitted.Attendee.Flags) : JournalCounts.Nothing);
    }

    private static JournalCounts CountsOf(VotingFlags flags) =>
        (flags.CountsForQuorum ? JournalCounts.Quorum : JournalCounts.Nothing)
        | (flags.CountsForVotingBase ? JournalCounts.VotingBase : JournalCounts.Nothing)
        | (flags.MayVote ? JournalCounts.Vote : JournalCounts.Nothing);

    private static JournalMode ModeOf(AdmissionMode mode) => mode switch
    {
        AdmissionMode.AtMeeting => JournalMode.Meeting,
        AdmissionMode.ForProcedure or AdmissionMode.AwaitingChoice => JournalMode.Procedure,
        AdmissionMode.VerifyOnly => JournalMode.VerifyOnly,
        _ => throw new ArgumentException($"No journal mode for {mode.GetType().Name}.", nameof(mode)),
    };
}
