namespace Kiosk.Devices.Tests.Guest;

/// <summary>A panel for two fingers that is plugged into the guest and pulled out again (touch-panel.py).</summary>
internal sealed class FingerPanel(TerminalInGuest terminal)
{
    private const string Pipe = "/run/fingers.pipe";
    private const int Columns = 4000, Rows = 2400;

    public async Task PlugInAsync()
    {
        await terminal.ShellAsync($"[ -p {Pipe} ] || mkfifo {Pipe}; setsid python3 {TerminalInGuest.ScriptAt("touch-panel.py")} {Outfits.FingersLink} {Pipe} >/run/fingers.log 2>&1 &");
        await Eventually.IsAsync(
            async () => (await terminal.Guest.Shell.TryAsync($"[ -e {Outfits.FingersLink} ]", terminal.Timeout)).Code == 0,
            async () => $"the panel is plugged in\n{await terminal.ShellAsync("cat /run/fingers.log")}",
            terminal.Timeout);
    }

    public async Task PullOutAsync()
    {
        await SendAsync("unplug");
        await Eventually.IsAsync(async () => (await terminal.Guest.Shell.TryAsync($"[ -e {Outfits.FingersLink} ]", terminal.Timeout)).Code != 0, "the panel is pulled out", terminal.Timeout);
    }

    /// <param name="frame">As touch-panel.py has them: <c>down 0 1000 600</c>.</param>
    public Task SendAsync(string frame) => terminal.ShellAsync($"echo '{frame}' >{Pipe}");

    /// <param name="x">Between 0 and 1, from the left of the foil.</param>
    /// <param name="y">Between 0 and 1, from its top.</param>
    public async Task TapAsync(double x, double y)
    {
        await SendAsync($"down 0 {(int)(x * Columns)} {(int)(y * Rows)}");
        await SendAsync("up 0");
    }
}
