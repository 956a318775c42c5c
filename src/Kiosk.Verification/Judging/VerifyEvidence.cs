using Kiosk.Cards;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Judging;

/// <summary>How evidence is judged: <see cref="EvidenceVerifier.Verify"/>, or what a test of the tests puts in its place.</summary>
internal delegate Verdict VerifyEvidence(CardEvidence evidence, TrustStore trust, ReplayCache answers, ClockReading clock);
