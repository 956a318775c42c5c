using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests;

/// <summary>A scanner and a keypad as the kernel's input devices.</summary>
[Collection(nameof(TerminalInGuest))]
public sealed class ScanningTerminalTests(TerminalInGuest terminal)
{
    private const int KeyOne = 2, KeyEnter = 28, KeyDown = 108;

    [GuestFact]
    public async Task An_invitation_that_a_scanner_types_is_admitted_and_an_operator_undoes_it_by_keys()
    {
        var (scanner, keypad) = (new Keyboard(terminal, Outfits.ScannerLink), new Keyboard(terminal, Outfits.KeypadLink));
        await scanner.PlugInAsync();
        await keypad.PlugInAsync();
        await terminal.RunAsync(Outfits.Scanning);
        await Eventually.IsAsync(async () => (await terminal.LogAsync()).Contains("The operator's keys are those of", StringComparison.Ordinal), "the service takes the keys", terminal.Timeout);

        await scanner.TypeAsync(terminal.InvitationAt(1));
        await OutcomeAsync("admitted");
        await terminal.InsertAsync(DemoCard.Staff);
        await terminal.RecordsAsync(Outfits.Scanning, entry => entry.GetProperty("context").GetString()!.StartsWith("menu.opened", StringComparison.Ordinal), "the menu");
        await keypad.PressAsync(KeyOne);
        await keypad.PressAsync(KeyDown, KeyEnter);

        await OutcomeAsync("undone");
        await terminal.Guest.Reader.RemoveAsync();
    }

    private Task OutcomeAsync(string outcome) => terminal.RecordsAsync(Outfits.Scanning, entry => entry.GetProperty("outcome").GetString() == outcome, outcome);
}
