namespace Kiosk.Ui.Screens;

/// <summary>How many have arrived, of those who count for the quorum.</summary>
/// <param name="Required">How many make the quorum, or null for a meeting without one.</param>
/// <param name="IsQuorumMet">As the meeting's rule says; a second condition may leave it false although enough are present.</param>
/// <param name="AsOf">When the figures were taken.</param>
/// <param name="Form">By which words those who are expected are called, and who announces the official figures.</param>
public sealed record Presence(
    int Present,
    int Convened,
    int? Required,
    bool IsQuorumMet,
    DateTimeOffset AsOf,
    MeetingForm Form = MeetingForm.AsInvited)
{
    /// <summary>How many are still missing to the number required; never negative.</summary>
    public int Missing => Math.Max(0, (Required ?? 0) - Present);
}
