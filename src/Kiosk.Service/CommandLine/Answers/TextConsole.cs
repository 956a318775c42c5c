using Kiosk.Durability;
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
        Out = IsPlain ? new PlainConsole(new PlainWriter(Console.Out)) : new AnsiConsoleOutput(Console.Out),
    });

    /// <summary>Asks the console for nothing: asked for its width, it prints a terminal's setting-up sequence first.</summary>
    private sealed class PlainConsole(TextWriter writer) : IAnsiConsoleOutput
    {
        private const int UsualWidth = 80;
        private const int UsualHeight = 24;

        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => StandardStreams.LineLength is < int.MaxValue and var width ? width : UsualWidth;

        public int Height => UsualHeight;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // Whatever is printed is UTF-8.
        }
    }

    // With any writer but the console's own, Spectre does not colour through System.Console instead.
    private sealed class PlainWriter(TextWriter output) : TextWriter
    {
        public override System.Text.Encoding Encoding => output.Encoding;

        public override void Write(char value) => output.Write(value);

        public override void Write(string? value) => output.Write(value);

        public override void Flush() => output.Flush();
    }
}
