using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Feed.Targets;

/// <summary>A province's code: 1 to 16 lower-case letters, digits and hyphens, not beginning or ending with a hyphen.</summary>
public sealed record ProvinceCode
{
    public const int MaxLength = 16;

    private ProvinceCode(string text) => Text = text;

    public string Text { get; }

    /// <summary>The delegated role that lists this province's files.</summary>
    public string Role => $"province-{Text}";

    /// <summary>The target paths the role may list.</summary>
    public string Pattern => $"province/{Text}/*";

    public static bool TryParse(string? text, [NotNullWhen(true)] out ProvinceCode? code)
    {
        code = text is { Length: > 0 and <= MaxLength } && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c) || c == '-') && text[0] != '-' && text[^1] != '-'
            ? new(text)
            : null;
        return code is not null;
    }

    /// <exception cref="FormatException">The text is not a province code.</exception>
    public static ProvinceCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"\"{text}\" is not a province's code: 1 to {MaxLength} lower-case letters, digits and hyphens.");

    public override string ToString() => Text;
}
