using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Where a verb with <c>--output</c> writes.</summary>
internal static class OutputFile
{
    /// <param name="file">Created, mode 0600; null for standard output.</param>
    /// <exception cref="InputException">The file exists or cannot be created.</exception>
    public static StreamWriter Open(string? file)
    {
        try
        {
            return new StreamWriter(file is null ? Console.OpenStandardOutput() : PlainFile.CreateNew(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: cannot be written: {SystemRefusal.ReasonOf(exception, file!)}", exception);
        }
    }
}
