using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>Writes a decision to the journal and, once it is on disk, to the attendance book.</summary>
internal sealed class CheckInRecorder(MeetingJournals journals, JournalSeals seals, AttendanceRegister register, PassageRegister passages, TerminalDoor door, EndedCards ended)
{
    /// <summary>How far other clocks that run ahead are followed.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(10);

    /// <param name="asOf">Until when revocations were known; null where nothing was asked of them.</param>
    /// <exception cref="JournalException">The journal failed: from now on nobody may be admitted.</exception>
    /// <exception cref="OutOfServiceException">It is recorded, but a card that it ends would be taken again after a restart.</exception>
    public JournalReceipt Record(TapContext context, DateTimeOffset? asOf, AdmissionDecision decision)
    {
        context = AfterWhatIsKnown(context, decision);
        var mode = ModeOf(context.Mode);
        var seal = decision switch
        {
            AdmissionDecision.Admit admit => seals.Prepare(context, mode, admit.Attendee, admit.Flag, asOf),
            AdmissionDecision.Leave leave => seals.Prepare(context, mode, leave.Attendee, ReasonCode.None, asOf),
            _ => null,
        };
        var record = RecordOf(context, mode, decision);
        var receipt = journals.Append(context.Mode, record, seal);
        if (decision is AdmissionDecision.Admit { Attendee.Replaces: { } old })
        {
            ended.Add(old);
        }

        if (context.Mode is AdmissionMode.AtMeeting meeting && EventOf(context.JournalContext, decision, new(receipt.Instant, record.Door)) is { } one)
        {
            register.Record(meeting, context.Generation, one);
        }
        else if (context.Mode is AdmissionMode.VerifyOnly { Point: not null } && EventOf(context.JournalContext, decision, new(receipt.Instant, record.Door)) is { } passage)
        {
            passages.Record(passage);
        }

        return receipt;
    }

    /// <summary>Records that somebody's last passage at a point does not stand, so that they may come in again; who let them, is sealed.</summary>
    /// <exception cref="JournalException">The journal failed.</exception>
    public void RecordForgiveness(TapContext context, Pseudonym person, CardTag by)
    {
        var receipt = journals.Main.Append(
            new(context.Clock, JournalMode.VerifyOnly, context.JournalContext, door.Name, person.ToArray(), JournalOutcome.Undone, ReasonCode.AdmissionPassback, Sealed: default),
            seals.PrepareAct(context, JournalMode.VerifyOnly, SealedDetails.OfCard(by.ToString())));
        passages.Record(new AttendanceEvent.Reverted(context.JournalContext, person, new(receipt.Instant, door.Name), IsLastOnly: true));
    }

    /// <summary>Records what somebody's card did at the terminal; whose, is sealed.</summary>
    /// <param name="name">Of the event, as <see cref="TerminalNote"/> has it.</param>
    /// <param name="by">Who acts, without naming them.</param>
    /// <exception cref="JournalException">The journal failed.</exception>
    public void RecordAct(TapContext context, string name, string by, CardTag card) => RecordAct(context, name, by, new SealedDetails(By: SealedDetails.OfCard(card.ToString())));

    /// <inheritdoc cref="RecordAct(TapContext, string, string, CardTag)"/>
    /// <param name="details">What is sealed.</param>
    public void RecordAct(TapContext context, string name, string by, SealedDetails details)
    {
        var note = new TerminalNote(name, By: by);
        journals.Main.Append(
            new(context.Clock, JournalMode.Terminal, note.ToContext(), door.Name, default, JournalOutcome.Note, ReasonCode.None, Sealed: default),
            seals.Prepare(context, JournalMode.Terminal, details));
    }

    // Another door's clock, or the support desk's, may run ahead: whoever comes now comes after an undo that is known, or would be welcomed and not counted.
    private TapContext AfterWhatIsKnown(TapContext context, AdmissionDecision decision)
    {
        if (context.Mode is not AdmissionMode.AtMeeting meeting || EventOf(context.JournalContext, decision, new(context.Clock.Instant, door.Name)) is not { } one)
        {
            return context;
        }

        return register.BookFor(meeting, context.Generation).LatestOf(one.Pseudonym) is { } latest && latest >= one.At && latest - one.At <= MaxAhead
            ? context with { Clock = context.Clock with { Instant = latest.AddTicks(1) } }
            : context;
    }

    private static AttendanceEvent? EventOf(string session, AdmissionDecision decision, Attendance attendance) => decision switch
    {
        AdmissionDecision.Admit { Attendee: { Pseudonym: { } person } attendee } => new AttendanceEvent.Entered(session, Pseudonym.FromBytes(person.Span), attendance, attendee.Flags),
        AdmissionDecision.AlreadyCheckedIn { Attendee.Pseudonym: { } person } => new AttendanceEvent.Entered(session, Pseudonym.FromBytes(person.Span), attendance, IsRepeat: true),
        AdmissionDecision.Leave { Attendee.Pseudonym: { } person } => new AttendanceEvent.Left(session, Pseudonym.FromBytes(person.Span), attendance),
        _ => null,
    };

    private JournalRecord RecordOf(TapContext context, JournalMode mode, AdmissionDecision decision)
    {
        var (outcome, attendee) = decision switch
        {
            AdmissionDecision.Admit admit => (JournalOutcome.Admitted, admit.Attendee),
            AdmissionDecision.AlreadyCheckedIn already => (JournalOutcome.AlreadyIn, already.Attendee),
            AdmissionDecision.Leave leave => (JournalOutcome.Left, leave.Attendee),
            _ => (JournalOutcome.Denied, null),
        };
        return new JournalRecord(
            context.Clock,
            mode,
            context.JournalContext,
            door.Name,
            attendee?.Pseudonym ?? default,
            outcome,
            AdmissionDesk.CodeOf(decision),
            Sealed: default,
            (decision is AdmissionDecision.Admit admitted ? CountsOf(admitted.Attendee.Flags) : JournalCounts.Nothing) | (attendee?.By is null ? JournalCounts.Nothing : JournalCounts.ByInvitation));
    }

    private static JournalCounts CountsOf(VotingFlags flags) =>
        (flags.CountsForQuorum ? JournalCounts.Quorum : JournalCounts.Nothing)
        | (flags.CountsForVotingBase ? JournalCounts.VotingBase : JournalCounts.Nothing)
        | (flags.MayVote ? JournalCounts.Vote : JournalCounts.Nothing);

    private static JournalMode ModeOf(AdmissionMode mode) => mode switch
    {
        AdmissionMode.AtMeeting => JournalMode.Meeting,
        AdmissionMode.ForProcedure or AdmissionMode.AwaitingChoice or AdmissionMode.OwnRecord => JournalMode.Procedure,
        AdmissionMode.VerifyOnly => JournalMode.VerifyOnly,
        _ => throw new ArgumentException($"No journal mode for {mode.GetType().Name}.", nameof(mode)),
    };
}
