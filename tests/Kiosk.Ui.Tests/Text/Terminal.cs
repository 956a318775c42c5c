using Kiosk.Ui.Screens;
using Kiosk.Ui.Text;
using Spectre.Console;

namespace Kiosk.Ui.Tests.Text;

/// <summary>A terminal of a given width that records what is written to it.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly StringWriter written = new() { NewLine = "\n" };

    public Terminal(bool colour = false, bool unicode = true, int width = 80)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(written),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = unicode;
        Screen = new(console);
    }

    public TextScreen Screen { get; }

    public string Written => written.ToString();

    public static string Plain(Screen screen)
    {
        using var terminal = new Terminal();
        terminal.Screen.Show(screen);
        return terminal.Written.TrimEnd('\n');
    }

    public void Dispose() => written.Dispose();
}
