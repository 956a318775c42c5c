using System.Text.Json;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Devices.Tests;

/// <summary>Procedure and file number are chosen with a finger, then a card is tapped.</summary>
public sealed class DeskTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private static readonly ScreenView Upright = new(800, 480);
    private static readonly ScreenView OnItsSide = new(800, 480, Language.English, PanelTurn.Quarter);
    private static readonly Screen.Idle Waiting = new(TerminalPurpose.Procedure, null, null, default, OffersChoice: true);
    private static readonly Screen.ProcedureChoice FirstPage = new([.. DemoProcedures.All.Take(Screen.ProcedureChoice.MaxPage).Select(one => new Phrase(one.Vietnamese, one.English))], 1, 2);

    [GuestFact]
    public async Task A_finger_picks_a_procedure_and_types_a_number_and_the_next_cards_record_says_so()
    {
        await Terminal.RunAsync(Outfits.Desk);
        Task TapAsync(double x, double y) => Terminal.Guest.Monitor.TouchAsync(x, y, Terminal.Timeout);

        await ChooseAsync(Upright, index: 2, TapAsync);
        await TypeAsync(Upright, index: 2, "", "H7", TapAsync);
        await FinishAsync(Upright, index: 2, "H7", TapAsync);

        await AssertRecordedAsync(Outfits.Desk, "DANG-PHI");
    }

    [GuestFact]
    public async Task On_a_panel_mounted_sideways_with_a_mirrored_foil_fingers_hit_what_they_see_also_after_the_foil_was_pulled_out()
    {
        var foil = new FingerPanel(Terminal);
        await foil.PlugInAsync();
        await Terminal.RunAsync(Outfits.TallDesk);

        // A picture that is turned clockwise has its left at the panel's top and its top at the panel's right; and the foil takes left for right.
        Task TapAsync(double x, double y) => foil.TapAsync(y, x);
        await ChooseAsync(OnItsSide, index: 0, TapAsync);
        await TypeAsync(OnItsSide, index: 0, "", "7", TapAsync);
        await foil.PullOutAsync();
        await Eventually.IsAsync(async () => (await Terminal.LogAsync()).Contains("No touches are taken", StringComparison.Ordinal), "the foil is missed", Terminal.Timeout);
        await foil.PlugInAsync();
        await Eventually.IsAsync(async () => (await Terminal.LogAsync()).Split("Touches are taken").Length == 3, async () => $"the foil is found again\n{await Terminal.LogAsync()}", Terminal.Timeout);
        await TypeAsync(OnItsSide, index: 0, "7", "8", TapAsync);
        await FinishAsync(OnItsSide, index: 0, "78", TapAsync);

        await AssertRecordedAsync(Outfits.TallDesk, "CSH-CT");
        await Terminal.StopAsync();
        await foil.PullOutAsync();
    }

    private static Phrase NameOf(int index) => FirstPage.Procedures[index];

    private async Task ChooseAsync(ScreenView view, int index, Func<double, double, Task> touch)
    {
        await Terminal.IsShownAsync(view, () => ExpectedPicture.AboutNow(Waiting));
        await TouchAsync(view, Waiting, new ScreenAction.OpenChoice(), touch);
        await Terminal.IsShownAsync(view, () => [FirstPage]);
        await TouchAsync(view, FirstPage, new ScreenAction.Choose(index), touch);
        await Terminal.IsShownAsync(view, () => [new Screen.CaseEntry(NameOf(index), "")]);
    }

    private async Task TypeAsync(ScreenView view, int index, string before, string keys, Func<double, double, Task> touch)
    {
        foreach (var key in keys)
        {
            await TouchAsync(view, new Screen.CaseEntry(NameOf(index), before), new ScreenAction.Type(key), touch);
            before += key;
            await Terminal.IsShownAsync(view, () => [new Screen.CaseEntry(NameOf(index), before)]);
        }
    }

    private async Task FinishAsync(ScreenView view, int index, string typed, Func<double, double, Task> touch)
    {
        await TouchAsync(view, new Screen.CaseEntry(NameOf(index), typed), new ScreenAction.Continue(), touch);
        await Terminal.IsShownAsync(view, () => ExpectedPicture.AboutNow(Waiting with { Title = new($"{NameOf(index).Vietnamese} – {typed}", $"{NameOf(index).English} – {typed}") }));
    }

    /// <summary>In the middle of where the picture, as it is seen, offers the action.</summary>
    private static async Task TouchAsync(ScreenView view, Screen screen, ScreenAction action, Func<double, double, Task> touch)
    {
        using var renderer = new ScreenRenderer(view);
        var target = renderer.TargetsOf(screen).Last(target => target.Action == action);
        var (width, height) = view.Turn is PanelTurn.None ? (view.Width, view.Height) : (view.Height, view.Width);
        await touch((target.X + (target.Width / 2.0)) / width, (target.Y + (target.Height / 2.0)) / height);
    }

    private async Task AssertRecordedAsync(string outfit, string procedure)
    {
        await Terminal.InsertAsync(DemoCard.GoodP256);
        await Eventually.IsAsync(async () => await RecordAsync(outfit) is not null, async () => $"the card is in the journal\n{await Terminal.LogAsync()}", Terminal.Timeout);
        await Terminal.Guest.Reader.RemoveAsync();
        var record = (await RecordAsync(outfit))!.Value;

        Assert.Equal((procedure, "admitted"), (record.GetProperty("context").GetString(), record.GetProperty("outcome").GetString()));
    }

    private async Task<JsonElement?> RecordAsync(string outfit) =>
        (await Terminal.JournalAsync(outfit)).Where(entry => entry.GetProperty("outcome").GetString() != "note").Cast<JsonElement?>().LastOrDefault();
}
