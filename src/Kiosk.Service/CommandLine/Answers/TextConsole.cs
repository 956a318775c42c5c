using Kiosk.Service.Configuration;
using Spectre.Console;

namespace Kiosk.Service.CommandLine.Answers;

/// <summary>The console for screens in text: with colours where a person looks at a terminal, in plain letters for a pipe, a file and whoever sets NO_COLOR.</summary>
internal static class TextConsole
{
    public static bool IsPlain => Console.IsOutputRedirected || PlainOutput.IsWanted;

    public static IAnsiConsole Create() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = IsPlain ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = IsPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = IsPlain ? InteractionSupport.No : InteractionSupport.Detect,
        Out = new AnsiConsoleOutput(IsPlain ? new PlainWriter(Console.Out) : Console.Out),
    });

    // Any writer but the console's own keeps Spectre from colouring through System.Console instead.
    private sealed class PlainWriter(TextWriter output) : TextWriter
    {
        public override System.Text.Encoding Encoding => output.Encoding;

        public override void Write(char value) => output.Write(value);

        public override void Write(string? value) => output.Write(value);

        public override void Flush() => output.Flush();
    }
}
