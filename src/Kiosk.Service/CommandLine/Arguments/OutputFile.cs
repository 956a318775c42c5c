using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>The destination of a verb with <c>--output</c>.</summary>
internal static class OutputFile
{
    /// <summary>Writes the file, or standard output.</summary>
    /// <param name="file">Created, mode 0600; null for standard output.</param>
    /// <exception cref="InputException">The file exists or cannot be created.</exception>
    /// <exception cref="PrintingException">Standard output cannot be written.</exception>
    public static void Write(string? file, Action<TextWriter> write)
    {
        if (file is null)
        {
            write(Console.Out);
            return;
        }

        using var writer = Create(file);
        write(writer);
    }

    /// <param name="file">Created, mode 0600.</param>
    /// <exception cref="InputException">The file exists or cannot be created.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        using var writer = Create(file);
        writer.BaseStream.Write(content);
    }

    private static Phrase Unwritable(string file, Phrase reason) => new($"{file}: không ghi được: {reason.Vietnamese}", $"{file}: cannot be written: {reason.English}");

    private static StreamWriter Create(string file)
    {
        try
        {
            return new StreamWriter(PlainFile.CreateNew(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(Unwritable(file, SystemRefusal.ReasonOf(exception, file)), exception);
        }
    }
}
