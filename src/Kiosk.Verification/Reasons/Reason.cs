using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary>All there is to say about one reason code.</summary>
/// <param name="Name">Stable, lower-case, dotted: family, then cause.</param>
/// <param name="Meaning">What happened, for operators only.</param>
/// <param name="MemberRemedy">What the member is asked to do; says nothing about the cause, because the whole queue may read it.</param>
/// <param name="OperatorRemedy">What the people at the desk or in charge of the terminal do next.</param>
internal sealed record Reason(
    ReasonCode Code,
    string Name,
    ReasonSeverity Severity,
    Phrase Meaning,
    Phrase MemberRemedy,
    Phrase OperatorRemedy);
