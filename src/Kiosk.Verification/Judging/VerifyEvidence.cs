using Kiosk.Cards;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Judging;

/// <summary><see cref="EvidenceVerifier.Verify"/>, or a deliberately faulty stand-in that tests the tests.</summary>
internal delegate Verdict VerifyEvidence(CardEvidence evidence, TrustStore trust, ReplayCache answers, ClockReading clock);
