using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>The authority's rule tables behind the decisions.</summary>
internal sealed record AdmissionRules(StandingRules Standing, MeetingRules Meetings)
{
    public static AdmissionRules Default { get; } = new(StandingRules.Default, MeetingRules.Default);
}
