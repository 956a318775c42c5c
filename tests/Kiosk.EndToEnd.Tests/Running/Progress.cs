using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>What a test of hours has done so far: a test's own output is shown when it has ended. <c>KIOSK_PROGRESS</c> names the file.</summary>
internal static class Progress
{
    private static readonly string? Path = Environment.GetEnvironmentVariable("KIOSK_PROGRESS");
    private static readonly Lock Gate = new();

    /// <summary>Writes a line to both.</summary>
    public static void Say(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        if (Path is { Length: > 0 })
        {
            lock (Gate)
            {
                File.AppendAllText(Path, $"{TimeProvider.System.GetUtcNow():HH:mm:ss} {line}\n");
            }
        }
    }
}
