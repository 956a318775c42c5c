using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Service.Admission;

/// <summary>
/// A clerk's case number: 1 to 32 letters, digits, <c>/</c>, <c>-</c> and <c>.</c>, starting with a letter or digit (so that no spreadsheet takes it for a
/// formula). Letters are Latin, including Vietnamese, in composed form, so that two numbers that look alike are equal.
/// </summary>
internal sealed record CaseNumber
{
    public const int MaxLength = 32;

    private CaseNumber(string text) => Text = text;

    public string Text { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out CaseNumber? number)
    {
        number = IsWellFormed(text) ? new(text) : null;
        return number is not null;
    }

    /// <exception cref="FormatException">Not a case number.</exception>
    public static CaseNumber Parse(string text) =>
        TryParse(text, out var number)
            ? number
            : throw new FormatException($"A case number has 1 to {MaxLength} letters, digits, '/', '-' or '.', and begins with a letter or digit.");

    public override string ToString() => Text;

    private static bool IsWellFormed([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaxLength }
        && IsLetterOrDigit(text[0])
        && text.All(c => IsLetterOrDigit(c) || c is '/' or '-' or '.');

    private static bool IsLetterOrDigit(char c) => char.IsAsciiDigit(c) || (IsLatin(c) && char.IsLetter(c));

    // Basic Latin to Latin Extended-B (Đ, Ơ, Ư) and Latin Extended Additional (Ạ to Ỹ).
    private static bool IsLatin(char c) => c is <= '\u024F' or (>= '\u1E00' and <= '\u1EFF');
}
