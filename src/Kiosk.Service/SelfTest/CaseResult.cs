using Kiosk.Trials.Hostile.Play;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.SelfTest;

/// <summary>How one case went.</summary>
/// <param name="Surprises">One sentence for each thing that was not as it must be; empty when all was.</param>
/// <param name="Codes">Every reason code that the terminal gave.</param>
internal sealed record CaseResult(HostileCase Case, IReadOnlyList<Answer> Got, IReadOnlyList<string> Surprises, IReadOnlyList<ReasonCode> Codes, TimeSpan Duration)
{
    public bool IsAsExpected => Surprises.Count == 0;
}
