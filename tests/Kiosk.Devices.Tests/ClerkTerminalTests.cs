using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Devices.Tests;

/// <summary>A desk with two panels, each on a card of its own: one for members, one for the clerk.</summary>
public sealed class ClerkTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private const string Connector = "/sys/class/drm/card1-Virtual-2/status";

    private static readonly ScreenView View = new(800, 480);
    private static readonly Screen.ClerkDesk Nothing = new(NeedsClerk: false, OpenUntil: null, Refusal: null, FileCount: 0, Files: []);
    private static readonly Reason Revoked = ReasonTable.Find(ReasonCode.RevocationRevoked)!;

    protected override Task PrepareAsync() => Terminal.ShellAsync($"echo detect >{Connector}");

    protected override async Task PutBackAsync()
    {
        await base.PutBackAsync();
        await Terminal.StopAsync();
        await Terminal.ShellAsync($"echo off >{Connector}");
    }

    [GuestFact]
    public async Task The_clerk_alone_sees_why_a_card_was_refused()
    {
        await Terminal.RunAsync(Outfits.ClerkedDesk);
        await Terminal.IsShownAsync(() => ExpectedPicture.AboutNow(new(TerminalPurpose.Procedure, null, null, default)));
        await Terminal.IsShownAsync(View, () => [Nothing], QemuGuest.ClerksPanel);

        await Terminal.InsertAsync(DemoCard.Revoked);

        await Terminal.IsShownAsync(() => [new Screen.Refused(PublicLine.NotVerified)]);
        await Terminal.IsShownAsync(View, RefusedAboutNow, QemuGuest.ClerksPanel);
    }

    [GuestFact]
    public async Task The_clerks_panel_that_is_pulled_out_leaves_the_members_panel_alone_and_is_drawn_again_when_it_is_back()
    {
        await Terminal.RunAsync(Outfits.ClerkedDesk);
        await Terminal.IsShownAsync(View, () => [Nothing], QemuGuest.ClerksPanel);

        await Terminal.ShellAsync($"echo off >{Connector}");
        await Terminal.InsertAsync(DemoCard.Revoked);
        await Terminal.IsShownAsync(() => [new Screen.Refused(PublicLine.NotVerified)]);
        await Terminal.ShellAsync($"echo detect >{Connector}");

        await Terminal.IsShownAsync(View, RefusedAboutNow, QemuGuest.ClerksPanel);
    }

    private static Screen[] RefusedAboutNow() =>
    [
        .. new[] { 0, -1, -2, 1 }.Select(minutes => Nothing with { Refusal = new(TimeProvider.System.GetUtcNow().AddMinutes(minutes), Revoked.Name, Revoked.Meaning, Revoked.OperatorRemedy) }),
    ];
}
