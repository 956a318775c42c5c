using Kiosk.Trials.Hostile.Play;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.SelfTest;

/// <summary>The result of one case.</summary>
/// <param name="Surprises">One sentence per deviation; empty if there is none.</param>
/// <param name="Codes">Every reason code that the terminal gave.</param>
internal sealed record CaseResult(HostileCase Case, IReadOnlyList<Answer> Got, IReadOnlyList<string> Surprises, IReadOnlyList<ReasonCode> Codes, TimeSpan Duration)
{
    public bool IsAsExpected => Surprises.Count == 0;
}
