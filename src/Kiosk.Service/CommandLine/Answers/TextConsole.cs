using Kiosk.Service.Configuration;
using Spectre.Console;

namespace Kiosk.Service.CommandLine.Answers;

/// <summary>The console for text screens: with colours on a terminal, plain if output is redirected or NO_COLOR is set.</summary>
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

    // With any writer but the console's own, Spectre does not colour through System.Console instead.
    private sealed class PlainWriter(TextWriter output) : TextWriter
    {
        public override System.Text.Encoding Encoding => output.Encoding;

        public override void Write(char value) => output.Write(value);

        public override void Write(string? value) => output.Write(value);

        public override void Flush() => output.Flush();
    }
}
