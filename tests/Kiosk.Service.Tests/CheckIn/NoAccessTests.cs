using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Identity;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A terminal whose data is sealed to somebody else.</summary>
public sealed class NoAccessTests
{
    [Fact]
    public async Task A_terminal_that_cannot_open_its_data_serves_nobody_and_says_why()
    {
        var member = TappedCards.Member(1);
        await using var hall = new Hall(member);
        hall.Source.Feed.LetIn(TestDevice.Reader);
        hall.Source.Build(new CacheStore(hall.Folders.Cache, new DurableFiles(), CacheKey.Beside(hall.Folders.Cache, KeyStoreSettings.InFile), TestDevice.Keyring));
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.TerminalNoAccess, outcome.Code);
        var screen = Assert.IsType<Screen.OutOfService>(outcome.Screen);
        Assert.Equal("terminal.no-access", screen.Code);
        Assert.Equal("Terminal HN-01 is not enrolled yet. Please plug in a USB stick with the token file HN-01.token, or copy that file to the card's KIOSK partition.", screen.Detail!.English);
        Assert.Contains("does not open with this terminal's own key", Assert.Single(terminal.Health.Outages).Detail, StringComparison.Ordinal);
    }
}
