using Kiosk.Testing.Measures;

namespace Kiosk.Collector.Tests.Measures;

/// <summary>Hands measured figures to <c>./kiosk bench</c>, which names a file for them.</summary>
internal static class MeasuredFigures
{
    private const string FileVariable = "KIOSK_MEASURE_FILE";
    private const string JsonVariable = "KIOSK_MEASURE_JSON";

    /// <summary>Writes the figure down, and fails if it is over its limit.</summary>
    public static void Report(Figure figure)
    {
        Write((Environment.GetEnvironmentVariable(JsonVariable) is { Length: > 0 } ? figure.ToJson() : figure.ToString()) + "\n");
        Assert.True(figure.Ok, figure.ToString());
    }

    public static void Write(string text)
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file)
        {
            File.AppendAllText(file, text);
        }
    }
}
