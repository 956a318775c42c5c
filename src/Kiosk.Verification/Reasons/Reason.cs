using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary>The name, severity and sentences of one reason code.</summary>
/// <param name="Name">Stable, lower-case, dotted: family, then cause.</param>
/// <param name="Meaning">What happened, for operators only.</param>
/// <param name="MemberRemedy">The instruction for the member; never reveals the cause, because everyone in the queue can read it.</param>
/// <param name="OperatorRemedy">What the desk or the terminal's operator should do next.</param>
internal sealed record Reason(
    ReasonCode Code,
    string Name,
    ReasonSeverity Severity,
    Phrase Meaning,
    Phrase MemberRemedy,
    Phrase OperatorRemedy);
