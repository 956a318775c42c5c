using Kiosk.Verification.Reasons;

namespace Kiosk.Trials.Demo;

/// <summary>A code to hold to the demo's scanner.</summary>
/// <param name="Text">As its QR code holds it.</param>
/// <param name="Expected">The expected reason at the demo's meeting if the codes are scanned in order.</param>
internal sealed record DemoInvitation(int Number, string Vietnamese, string English, string Text, ReasonCode Expected);
