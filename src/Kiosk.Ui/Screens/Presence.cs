using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>Attendance of those who count for the quorum.</summary>
/// <param name="Required">The quorum, or null for a meeting without one.</param>
/// <param name="IsQuorumMet">By the meeting's rule; a second condition may keep it false although enough are present.</param>
/// <param name="AsOf">The instant of the figures.</param>
/// <param name="Form">Decides what those expected are called and who announces the official figures.</param>
/// <param name="Remark">What the figures may lack, as a sentence; null if nothing.</param>
/// <param name="Whereabouts">Who came and who is inside; null where nobody has gone out.</param>
public sealed record Presence(
    int Present,
    int Convened,
    int? Required,
    bool IsQuorumMet,
    DateTimeOffset AsOf,
    MeetingForm Form = MeetingForm.AsInvited,
    Phrase? Remark = null,
    Whereabouts? Whereabouts = null)
{
    /// <summary>How many are missing from the required number; never negative.</summary>
    public int Missing => Math.Max(0, (Required ?? 0) - Present);
}

/// <summary>Numbers of people, whatever they count for.</summary>
/// <param name="Came">Everybody who came, also those who have left since.</param>
/// <param name="Inside">Those who are inside now.</param>
public sealed record Whereabouts(int Came, int Inside);
