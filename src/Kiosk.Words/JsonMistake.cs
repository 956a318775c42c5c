using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kiosk.Words;

/// <summary>
/// Explains what is wrong with a JSON text to its author: line, column, member, and what is expected. The framework's own messages speak of .NET types and of JSON paths that
/// begin with a dollar sign.
/// </summary>
public static partial class JsonMistake
{
    private const string Whole = "the whole text";

    /// <param name="json">The text.</param>
    /// <param name="exception">The exception its reader threw.</param>
    /// <returns>For example <c>line 3, column 14: the member "aid" is missing.</c>, to follow the file's name.</returns>
    public static string In(ReadOnlySpan<byte> json, JsonException exception)
    {
        if (JsonStop.Find(json) is { } stop)
        {
            return $"line {stop.Line}, column {stop.Column}: {stop.Sentence}";
        }

        var (line, column) = JsonStop.PlaceOf(json, exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
        return $"line {line}, column {column}: {Shape(exception)}";
    }

    /// <summary>The same without line and column, for a text the user does not see as a file.</summary>
    public static string Shape(JsonException exception)
    {
        var (message, at) = (exception.Message.Split(" Path: ")[0], MemberAt(exception.Path));
        // Matches the framework's English messages; a test notices when a release changes them.
        return message switch
        {
            _ when MissingMembers.Match(message) is { Success: true } missing => Missing(missing.Groups["names"].Value.Split(", ").Select(name => name.Trim('\'')), at),
            _ when message.Contains("could not be mapped", StringComparison.Ordinal) => $"{at} is not known there; take it out, or check how it is written.",
            _ when message.StartsWith("Duplicate property", StringComparison.Ordinal) => $"{at} stands twice; keep one of them.",
            _ when message.Contains("doesn't allow", StringComparison.Ordinal) => $"{at} is null, and must hold something.",
            _ when Conversion.Match(message) is { Success: true } conversion => $"{at} is not {Expected(conversion.Groups["type"].Value, exception.InnerException?.Message ?? "")}.",
            _ when message.Contains("depth", StringComparison.Ordinal) => $"{at} is nested deeper than anything is here.",
            _ when message.Contains("System.", StringComparison.Ordinal) => $"{at} is not what belongs there.",
            _ => $"{at}: {message}",
        };
    }

    /// <summary>Spells out a JSON path: <c>$.keys.9E.pkcs8</c> becomes the member "pkcs8" of "9E" of "keys".</summary>
    public static string MemberAt(string? path)
    {
        var steps = Steps.Matches(path ?? "").Select(step => step.Groups["index"] is { Success: true } index
            ? $"entry {int.Parse(index.Value, System.Globalization.CultureInfo.InvariantCulture) + 1}"
            : $"\"{step.Groups["name"].Value}\"").Reverse().ToList();
        return steps.Count == 0 ? Whole : $"{(steps[0][0] == '"' ? "the member " : "")}{string.Join(" of ", steps)}";
    }

    private static string Missing(IEnumerable<string> names, string at)
    {
        List<string> quoted = [.. names.Select(name => $"\"{name}\"")];
        var of = at == Whole ? "" : $" of {at.Replace("the member ", "", StringComparison.Ordinal)}";
        return quoted.Count == 1 ? $"the member {quoted[0]}{of} is missing." : $"the members {string.Join(", ", quoted)}{of} are missing.";
    }

    /// <param name="type">The .NET type's name; tells lists and objects apart.</param>
    /// <param name="cause">The inner exception's message about a single value.</param>
    private static string Expected(string type, string cause) => cause switch
    {
        _ when cause.EndsWith("as a string.", StringComparison.Ordinal) => "a text in quotes",
        _ when cause.EndsWith("as a number.", StringComparison.Ordinal) => "a number without quotes",
        _ when cause.EndsWith("as a boolean.", StringComparison.Ordinal) => "true or false",
        _ when cause.Contains("out of bounds for an Int", StringComparison.Ordinal) => "a whole number, or too great",
        _ when cause.Contains("Base64", StringComparison.Ordinal) => "Base64",
        _ when cause.Contains("TimeSpan", StringComparison.Ordinal) => "a duration such as \"00:30:00\" (hours, minutes, seconds)",
        _ when cause.Contains("TimeOnly", StringComparison.Ordinal) => "a time of day such as \"22:00\"",
        _ when cause.Contains("DateOnly", StringComparison.Ordinal) => "a day such as \"2026-11-25\"",
        _ when type.Contains("List`", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal) => "a list [ … ]",
        _ when type.Contains("Dictionary`", StringComparison.Ordinal) => "an object { … }",
        _ => "what belongs there",
    };

    [GeneratedRegex("required properties including: (?<names>'.+')", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex MissingMembers { get; }

    [GeneratedRegex(@"could not be converted to (?<type>[^ ]+?)\.?$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Conversion { get; }

    [GeneratedRegex(@"\[(?<index>[0-9]+)\]|\['(?<name>[^']*)'\]|\.(?<name>[^.\[]+)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Steps { get; }
}
