using System.Diagnostics.CodeAnalysis;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Alarms;

/// <summary>
/// Judges the door's contact: forced where it opens without a passage, held open where it stays open too long. An alarm ends when the door closes, or when an operator acknowledges it; then the door may
/// stand open until it closes. Thread-safe.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the service; its timer is one-shot.")]
internal sealed class DoorAlarm
{
    private readonly Lock gate = new();
    private readonly DoorAlarmRules rules;
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private bool isOpen;
    private bool isAcknowledged;
    private long? releasedAt;
    private TimeSpan release;

    public DoorAlarm(DoorAlarmRules rules, TimeProvider time)
    {
        (this.rules, this.time) = (rules, time);
        timer = time.CreateTimer(_ => Judge(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised when an alarm begins (its subject) or ends (none), on the thread that caused it; a handler must not block for long.</summary>
    public event Action<AlarmSubject>? Changed;

    /// <summary>What the alarm that is on is about.</summary>
    public AlarmSubject Current { get; private set; }

    /// <summary>The relay lets somebody through.</summary>
    public void Release(TimeSpan pulse)
    {
        lock (gate)
        {
            (releasedAt, release) = (time.GetTimestamp(), pulse + rules.Grace);
        }
    }

    /// <summary>The contact changed, or is as at the start.</summary>
    public void Report(bool isOpen)
    {
        lock (gate)
        {
            if (this.isOpen == isOpen)
            {
                return;
            }

            (this.isOpen, isAcknowledged) = (isOpen, false);
            timer.Change(isOpen && rules.HeldOpen > TimeSpan.Zero ? rules.HeldOpen : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Turn(!isOpen || IsExpected ? AlarmSubject.None : AlarmSubject.ForcedOpen);
        }
    }

    /// <summary>An operator saw to it.</summary>
    /// <returns>What the alarm was about; none if none was on.</returns>
    public AlarmSubject Acknowledge()
    {
        lock (gate)
        {
            var ended = Current;
            isAcknowledged |= ended is not AlarmSubject.None;
            Turn(AlarmSubject.None);
            return ended;
        }
    }

    private bool IsExpected => !rules.JudgesForcing || rules.IsBypassed(time.GetUtcNow()) || (releasedAt is { } at && time.GetElapsedTime(at) <= release);

    private void Judge()
    {
        lock (gate)
        {
            if (!isOpen || isAcknowledged || Current is not AlarmSubject.None)
            {
                return;
            }

            if (rules.IsBypassed(time.GetUtcNow()))
            {
                // Looked at again, since the hours end.
                timer.Change(rules.HeldOpen, Timeout.InfiniteTimeSpan);
                return;
            }

            Turn(AlarmSubject.HeldOpen);
        }
    }

    private void Turn(AlarmSubject subject)
    {
        if (Current != subject)
        {
            Current = subject;
            Changed?.Invoke(subject);
        }
    }
}
