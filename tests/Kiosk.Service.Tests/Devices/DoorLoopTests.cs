using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Devices;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.Devices;

public sealed class DoorLoopTests
{
    private static readonly JournalReceipt Receipt = new(new(1), new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero), new byte[32]);

    private static readonly Screen Welcome = new Screen.Admitted("Nguyễn Văn An", Role: null, Seat: null, Meeting: null, Receipt.Instant);

    [Fact]
    public void A_welcome_with_a_receipt_opens_the_door() => Assert.True(Opens(new(ReasonCode.Admitted, Welcome, Receipt)));

    [Fact]
    public void Whoever_goes_out_is_let_out_once()
    {
        Assert.True(Opens(new(ReasonCode.AdmissionLeft, new Screen.SteppedOut(Receipt.Instant), Receipt)));
        Assert.False(Opens(new(ReasonCode.AdmissionLeft, new Screen.SteppedOut(Receipt.Instant))));
    }

    [Fact]
    public void A_welcome_without_a_receipt_does_not() => Assert.False(Opens(new(ReasonCode.Admitted, Welcome)));

    [Fact]
    public void The_same_tap_again_does_not() => Assert.False(Opens(new(ReasonCode.Admitted, Welcome, Receipt, IsRepeat: true)));

    [Fact]
    public void A_card_that_was_only_verified_does_not() => Assert.False(Opens(new(ReasonCode.Admitted, new Screen.Verified(), Receipt)));

    [Fact]
    public void A_card_that_was_only_verified_does_where_the_settings_say_so() =>
        Assert.True(DoorLoop.Opens(new(ReasonCode.Admitted, new Screen.Verified(), Receipt), inVerifyMode: true));

    [Fact]
    public void A_procedures_receipt_does_not() => Assert.False(DoorLoop.Opens(
        new(ReasonCode.Admitted, new Screen.ProcedureReceipt(new("Chuyển sinh hoạt", "Transfer"), null, "HN-01-20261122-000001-0", null, Receipt.Instant), Receipt), inVerifyMode: true));

    [Fact]
    public void A_refusal_that_was_recorded_does_not() => Assert.False(Opens(new(ReasonCode.RevocationRevoked, new Screen.Refused(PublicLine.NotConfirmed), Receipt)));

    [Fact]
    public void Who_is_in_already_does_not_open_it_again() => Assert.False(Opens(new(ReasonCode.AdmissionAlreadyIn, new Screen.AlreadyIn(Receipt.Instant, "1"), Receipt)));

    private static bool Opens(CheckInOutcome outcome) => DoorLoop.Opens(outcome, inVerifyMode: false);
}
