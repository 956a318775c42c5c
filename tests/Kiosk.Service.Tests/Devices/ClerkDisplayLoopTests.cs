using Kiosk.Feed.Records;
using Kiosk.Service.Configuration;
using Kiosk.Service.Desks;
using Kiosk.Service.Devices;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.Devices;

/// <summary>The clerk's view on a second display of the terminal.</summary>
public sealed class ClerkDisplayLoopTests : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly IssuedCard clerk = TappedCards.Member(2);
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly Hall hall;

    public ClerkDisplayLoopTests()
    {
        hall = new Hall(member)
        {
            Adjust = options =>
            {
                options.Desk.NeedsClerk = true;
                options.Desk.Display = new() { Kind = "png", File = Picture, Size = "1024x600" };
            },
        };
        hall.Source.Put(clerk, TestCacheSource.MemberOf(clerk) with { Duties = [Duty.Clerk] });
        hall.Publish();
    }

    private string Picture => folder["clerk.png"];

    [Fact]
    public async Task It_shows_the_shift_the_days_files_and_why_a_card_was_refused_and_is_gone_with_the_service()
    {
        var terminal = await hall.OpenAsync(Hall.ForProcedure, hasTouch: true);
        await ShownAsync(terminal, desk => desk is { NeedsClerk: true, OpenUntil: null });

        await terminal.TapAsync(clerk.Image());
        await terminal.TapAsync(member.Image());
        await ShownAsync(terminal, desk => desk is { OpenUntil: not null, FileCount: 1, Refusal: null } && desk.Files[0].Known!.StartsWith(TestCacheSource.MemberOf(member).Name, StringComparison.Ordinal));
        await terminal.TapAsync(TappedCards.Member(3).Image());
        await ShownAsync(terminal, desk => desk.Refusal?.Code == ReasonTable.NameOf(ReasonCode.AdmissionNotAMember));
        await terminal.TapAsync(clerk.Image());
        await ShownAsync(terminal, desk => desk is { OpenUntil: null, Refusal: null } && desk.Files[0].Known is null);

        await hall.CloseAsync();
        Assert.False(File.Exists(Picture));
    }

    [Fact]
    public async Task Without_the_setting_there_is_none()
    {
        await using var plain = new Hall(member);
        await plain.OpenAsync(Hall.ForProcedure);

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    public async ValueTask DisposeAsync()
    {
        await hall.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Waits until the file holds the picture of such a view, bit by bit.</summary>
    private async Task ShownAsync(RunningTerminal terminal, Func<Screen.ClerkDesk, bool> isIt)
    {
        using var renderer = new ScreenRenderer(DisplaySetup.ViewOf(new ClerkDisplayOptions().ToDisplay(new DisplayOptions()), 1024, 600));
        var begun = TimeProvider.System.GetTimestamp();
        byte[] shown = [], wanted = [1];
        while (!shown.AsSpan().SequenceEqual(wanted))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Timeout, "The clerk's display does not show what it should.");
            hall.Time.Advance(TimeSpan.FromMilliseconds(250));
            var desk = ClerkScreen.Of(terminal.ClerkView.Now());
            (shown, wanted) = (TryRead(), isIt(desk) ? renderer.Render(desk).ToPng() : [1]);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    private byte[] TryRead() => File.Exists(Picture) ? File.ReadAllBytes(Picture) : [];
}
