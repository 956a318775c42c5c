using Kiosk.Service.Devices;
using Kiosk.Service.Journal;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.Devices;

public sealed class DoorLoopTests
{
    private static readonly JournalReceipt Receipt = new(new(1), new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero), new byte[32]);

    [Fact]
    public void A_welcome_with_a_receipt_opens_the_door() => Assert.True(DoorLoop.Opens(new(ReasonCode.Admitted, new Screen.Verified(), Receipt)));

    [Fact]
    public void A_welcome_without_a_receipt_does_not() => Assert.False(DoorLoop.Opens(new(ReasonCode.Admitted, new Screen.Verified())));

    [Fact]
    public void The_same_tap_again_does_not() => Assert.False(DoorLoop.Opens(new(ReasonCode.Admitted, new Screen.Verified(), Receipt, IsRepeat: true)));

    [Fact]
    public void A_refusal_that_was_recorded_does_not() =>
        Assert.False(DoorLoop.Opens(new(ReasonCode.RevocationRevoked, new Screen.Refused(PublicLine.NotConfirmed), Receipt)));

    [Fact]
    public void Who_is_in_already_does_not_open_it_again() =>
        Assert.False(DoorLoop.Opens(new(ReasonCode.AdmissionAlreadyIn, new Screen.AlreadyIn(Receipt.Instant, "1"), Receipt)));
}
