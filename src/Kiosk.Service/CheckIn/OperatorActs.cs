using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>What an operator may do at a meeting, by the menu or the command line.</summary>
internal sealed class OperatorActs(PassageCorrection correction, TapContextSource contexts, TerminalControl control, AttendanceRegister register, TerminalDoor door)
{
    private static readonly Phrase NothingToUndo = new("Máy này chưa có lượt ghi nhận nào trong phiên để hủy.", "This terminal has no record of the session to undo.");
    private static readonly Phrase OneSessionOnly = new("Cuộc họp này chỉ có một phiên.", "This meeting has one session only.");
    private static readonly Phrase NoOtherDoor = new("Chưa biết cửa nào khác của phiên này.", "No other door of this session is known yet.");
    private static readonly Phrase NoMeeting = new("Máy không điểm danh cuộc họp nào.", "This terminal checks in to no meeting.");

    /// <summary>Does what was chosen.</summary>
    /// <returns>What the menu shows next.</returns>
    /// <exception cref="ModeException">The session is no longer in the data.</exception>
    /// <exception cref="CacheException">The cache cannot be read.</exception>
    /// <exception cref="OutOfServiceException">The terminal is out of service, and nothing was done.</exception>
    /// <exception cref="IOException">The mode could not be written.</exception>
    public OperatorStep Choose(OperatorStep step, int index, AdmissionDecision.OpenMenu card)
    {
        var context = contexts.Begin();
        if (context.Mode is not AdmissionMode.AtMeeting at)
        {
            return new OperatorStep.Told(NoMeeting);
        }

        return (step, index) switch
        {
            (OperatorStep.Main, OperatorStep.Main.Undo) => correction.Find(context) is { } passage ? new OperatorStep.Reasons(passage) : new OperatorStep.Told(NothingToUndo),
            (OperatorStep.Main, OperatorStep.Main.SwitchSession) => at.Meeting.Sessions.Count > 1 ? new OperatorStep.Sessions(at.Meeting.Sessions, at.Meeting.HidesTitle) : new OperatorStep.Told(OneSessionOnly),
            (OperatorStep.Main, OperatorStep.Main.TakeOver) => register.DoorsIn(context.JournalContext, door.Name) is { Count: > 0 } doors ? new OperatorStep.Doors(doors) : new OperatorStep.Told(NoOtherDoor),
            (OperatorStep.Main, _) => new OperatorStep.Ending(),
            // Somebody may have switched the session from elsewhere while the menu was open.
            (OperatorStep.Reasons { Passage: var passage }, _) when passage.Context != context.JournalContext => new OperatorStep.Told(NothingToUndo),
            (OperatorStep.Reasons { Passage: var passage }, _) => Undo(context, passage, PassageCorrection.Reasons[index], OperatorDesk.NameOf(card)),
            (OperatorStep.Sessions { All: var all }, _) => SwitchTo(at.Meeting, all[index]),
            (OperatorStep.Doors { All: var all }, _) => TakeOver(all[index], OperatorDesk.By),
            (OperatorStep.Ending, _) => End(OperatorDesk.By),
            _ => new OperatorStep.Closed(),
        };
    }

    /// <summary>Undoes the newest passage at this door.</summary>
    /// <param name="by">The local user.</param>
    /// <returns>What was done, or why nothing was.</returns>
    /// <inheritdoc cref="Choose"/>
    public (bool IsDone, Phrase Sentence) UndoLast(ReasonCode why, string by)
    {
        var context = contexts.Begin();
        return context.Mode is not AdmissionMode.AtMeeting ? (false, NoMeeting)
            : correction.Find(context) is { } passage ? (true, Undo(context, passage, why, by).Title)
            : (false, NothingToUndo);
    }

    /// <summary>Ends check-in: notes it, and from then on only shows whether cards are genuine.</summary>
    /// <inheritdoc cref="Choose"/>
    public OperatorStep End(string by)
    {
        control.EndMeeting(by);
        return new OperatorStep.Told(new("Đã kết thúc điểm danh tại máy này.", "Check-in at this terminal has ended."));
    }

    /// <summary>Takes another door's place.</summary>
    /// <param name="name">The door.</param>
    /// <param name="direction">Null for the way people passed it, as far as that is known, or else the way they pass here.</param>
    /// <inheritdoc cref="Choose"/>
    public OperatorStep TakeOver(string name, DoorDirection? direction, string by)
    {
        register.Reload();
        var known = contexts.Begin() is { Mode: AdmissionMode.AtMeeting } context ? register.DoorsIn(context.JournalContext, door.Name).FirstOrDefault(one => one.Name == name) : null;
        return TakeOver(new(name, direction ?? known?.Direction ?? door.Direction), by);
    }

    private OperatorStep.Told TakeOver(DoorPlace place, string by)
    {
        control.TakeOver(place, by);
        return new(new($"Máy này đã nhận thay cửa {place.Name}.", $"This terminal has taken the place of door {place.Name}."));
    }

    private OperatorStep.Told Undo(TapContext context, AttendanceEvent passage, ReasonCode why, string by)
    {
        correction.Undo(context, passage, why, by);
        return new(new(
            $"Đã hủy lượt ghi nhận lúc {LocalFormat.Time(passage.At)}. Đồng chí ấy có thể đặt thẻ lại.", $"The record of {LocalFormat.Time(passage.At)} is undone. The card may be placed again."));
    }

    private OperatorStep.Closed SwitchTo(Meeting meeting, MeetingSession session)
    {
        control.SwitchMode(new(ModeSelection.AtMeeting, Meeting: meeting.Id, Session: session.Id), OperatorDesk.By);
        return new();
    }
}
