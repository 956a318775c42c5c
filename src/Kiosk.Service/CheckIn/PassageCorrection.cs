using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>Undoes the newest passage at this door. Nothing is edited: a record says that it does not stand, why, and, sealed, who said so.</summary>
internal sealed class PassageCorrection(MeetingJournals journals, JournalSeals seals, AttendanceRegister register, RepeatTapGuard repeatTaps, ServiceFailure failure)
{
    /// <summary>The reasons to choose from.</summary>
    public static IReadOnlyList<ReasonCode> Reasons { get; } = [ReasonCode.DeskMistaken, ReasonCode.DeskNotEntered, ReasonCode.DeskTrial];

    /// <summary>The passage that <see cref="Undo"/> undoes.</summary>
    /// <returns>Null if there is none, or the terminal serves no meeting.</returns>
    /// <exception cref="CacheException">The roster cannot be read.</exception>
    public AttendanceEvent? Find(TapContext context) => context.Mode is AdmissionMode.AtMeeting meeting ? register.LastPassage(meeting, context.Generation) : null;

    /// <param name="passage">As <see cref="Find"/> returned it.</param>
    /// <param name="why">One of <see cref="Reasons"/>.</param>
    /// <param name="by">Who: <c>card:TAG</c> or <c>uid:1000</c>.</param>
    /// <exception cref="OutOfServiceException">The journal failed: nothing was undone, and the terminal is out of service.</exception>
    /// <exception cref="CacheException">The roster cannot be read.</exception>
    public void Undo(TapContext context, AttendanceEvent passage, ReasonCode why, string by)
    {
        if (context.Mode is not AdmissionMode.AtMeeting meeting || passage.Context != context.JournalContext)
        {
            throw new ArgumentException("The passage is of another session.", nameof(passage));
        }

        // The clock may have been set back since.
        var at = context.Clock.Instant > passage.At ? context.Clock.Instant : passage.At.AddTicks(1);
        var record = new JournalRecord(context.Clock with { Instant = at }, JournalMode.Meeting, passage.Context, passage.Door, passage.Pseudonym.ToArray(), JournalOutcome.Undone, why, Sealed: default);
        try
        {
            journals.Append(context.Mode, record, seals.PrepareAct(context, JournalMode.Meeting, by));
        }
        catch (JournalException exception)
        {
            var outage = OutOfService.Of(exception)!;
            failure.Report(outage);
            throw new OutOfServiceException(outage, exception);
        }

        register.Record(meeting, context.Generation, new AttendanceEvent.Reverted(passage.Context, passage.Pseudonym, new(at, passage.Door), IsLastOnly: true));
        // The person may place the card again at once.
        repeatTaps.Clear();
    }
}
