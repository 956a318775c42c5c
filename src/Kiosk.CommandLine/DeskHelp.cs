using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>A verb's description that carries its own example.</summary>
public static class DeskHelp
{
    private static readonly Phrase Example = new("\n\nVí dụ: ", "\n\nExample: ");

    /// <summary>What a verb is for, and below it what a person types.</summary>
    public static Phrase Of(Phrase summary, string example)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new($"{summary.Vietnamese}{Example.Vietnamese}{example}", $"{summary.English}{Example.English}{example}");
    }

    /// <returns>What <see cref="Of"/> put below the summary; null if there is none.</returns>
    public static string? ExampleIn(string? description) => Split(description) is [_, var example] ? example.TrimEnd() : null;

    internal static string SummaryIn(string? description) => Split(description)[0];

    private static string[] Split(string? description) => (description ?? "").Split([Example.Vietnamese, Example.English], StringSplitOptions.None);
}
