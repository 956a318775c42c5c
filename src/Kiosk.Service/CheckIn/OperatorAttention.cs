using Kiosk.Service.Admission;
using Kiosk.Service.Alarms;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.CheckIn;

/// <summary>What waits for an operator's card at a door: an alarm, or somebody who was just refused for coming in twice. Thread-safe.</summary>
internal sealed class OperatorAttention(DoorAlarm alarm, TimeProvider time)
{
    /// <summary>How long after the refusal an operator may let the person in again.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private (Pseudonym Person, long At)? refused;

    public bool IsAwaited
    {
        get
        {
            lock (gate)
            {
                return HasAlarm || Refused is not null;
            }
        }
    }

    public bool HasAlarm => alarm.Current is not AlarmSubject.None;

    private (Pseudonym Person, long At)? Refused => refused is { } one && time.GetElapsedTime(one.At) <= MaxWait ? one : null;

    /// <summary>Somebody was refused for coming in twice.</summary>
    public void Await(Pseudonym person)
    {
        lock (gate)
        {
            refused = (person, time.GetTimestamp());
        }
    }

    /// <summary>An operator's card is there: ends the alarm.</summary>
    public void Acknowledge() => alarm.Acknowledge();

    /// <returns>Who may come in again; null for nobody. Asked once.</returns>
    public Pseudonym? TakeRefused()
    {
        lock (gate)
        {
            var person = Refused?.Person;
            refused = null;
            return person;
        }
    }
}
