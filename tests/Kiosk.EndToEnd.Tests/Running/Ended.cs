using System.Text.Json;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The result of a completed process.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The whole output as one JSON value.</summary>
    public JsonElement Json => Parse(Output);

    /// <summary>One JSON value per line.</summary>
    public IReadOnlyList<JsonElement> JsonLines => [.. OutputLines.Select(Parse)];

    public Ended AssertExit(int code)
    {
        Assert.True(ExitCode == code, $"Ended with {ExitCode}, not {code}.\n{Output}\n{Errors}");
        return this;
    }

    /// <summary>Asserts this exit code and exactly one sentence: no stack trace, no partial result.</summary>
    public void AssertRefused(int code, params IReadOnlyList<string> parts)
    {
        AssertExit(code);
        Assert.Empty(Output);
        var sentence = Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("kiosk: ", sentence, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", sentence, StringComparison.Ordinal);
    }

    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
