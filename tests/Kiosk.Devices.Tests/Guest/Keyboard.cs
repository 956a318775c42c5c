namespace Kiosk.Devices.Tests.Guest;

/// <summary>A keyboard that is plugged into the guest, as a scanner or a keypad (keyboard.py).</summary>
internal sealed class Keyboard(TerminalInGuest terminal, string link)
{
    private string Pipe => $"{link}.pipe";

    public async Task PlugInAsync()
    {
        await terminal.ShellAsync($"[ -p {Pipe} ] || mkfifo {Pipe}; [ -e {link} ] || setsid python3 {TerminalInGuest.ScriptAt("keyboard.py")} {link} {Pipe} >{link}.log 2>&1 &");
        await Eventually.IsAsync(
            async () => (await terminal.Guest.Shell.TryAsync($"[ -e {link} ]", terminal.Timeout)).Code == 0, async () => $"the keyboard is plugged in\n{await terminal.ShellAsync($"cat {link}.log")}", terminal.Timeout);
    }

    /// <summary>Types the words and Enter.</summary>
    public Task TypeAsync(string words) => terminal.ShellAsync($"printf '%s\\n' '{words}' >{Pipe}");

    /// <param name="codes">As linux/input-event-codes.h has them.</param>
    public Task PressAsync(params int[] codes) => TypeAsync($"#{string.Join(' ', codes)}");
}
