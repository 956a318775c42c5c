using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests;

/// <summary>A scanner and a keypad as the kernel's input devices.</summary>
public sealed class ScanningTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private const int KeyOne = 2, KeyEnter = 28, KeyDown = 108;

    [GuestFact]
    public async Task An_invitation_that_a_scanner_types_is_admitted_and_an_operator_undoes_it_by_keys()
    {
        var (scanner, keypad) = (new Keyboard(Terminal, Outfits.ScannerLink), new Keyboard(Terminal, Outfits.KeypadLink));
        await scanner.PlugInAsync();
        await keypad.PlugInAsync();
        await Terminal.RunAsync(Outfits.Scanning);
        await Eventually.IsAsync(async () => (await Terminal.LogAsync()).Contains("The operator's keys are those of", StringComparison.Ordinal), async () => $"the service takes the keys\n{await Terminal.LogAsync()}", Terminal.Timeout);

        await scanner.TypeAsync(Terminal.InvitationAt(1));
        await OutcomeAsync("admitted");
        await Terminal.InsertAsync(DemoCard.Staff);
        await Terminal.RecordsAsync(Outfits.Scanning, entry => entry.GetProperty("context").GetString()!.StartsWith("menu.opened", StringComparison.Ordinal), "the menu");
        await keypad.PressAsync(KeyOne);
        await keypad.PressAsync(KeyDown, KeyEnter);

        await OutcomeAsync("undone");
        await Terminal.Guest.Reader.RemoveAsync();
    }

    private Task OutcomeAsync(string outcome) => Terminal.RecordsAsync(Outfits.Scanning, entry => entry.GetProperty("outcome").GetString() == outcome, outcome);
}
