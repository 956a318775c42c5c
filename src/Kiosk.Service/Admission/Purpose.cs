using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Kiosk.Service.Admission;

/// <summary>Why a member is asked for the card in a procedure: one line of 1 to 200 characters (UTF-16 code units), trimmed, without control characters.</summary>
internal sealed record Purpose
{
    public const int MaxLength = 200;

    private Purpose(string text) => Text = text;

    public string Text { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out Purpose? purpose)
    {
        purpose = IsWellFormed(text) ? new(text.Trim()) : null;
        return purpose is not null;
    }

    /// <exception cref="FormatException">Not a purpose.</exception>
    public static Purpose Parse(string text) =>
        TryParse(text, out var purpose)
            ? purpose
            : throw new FormatException($"A purpose is one line of 1 to {MaxLength} characters.");

    public override string ToString() => Text;

    private static bool IsWellFormed([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaxLength }
        && !string.IsNullOrWhiteSpace(text)
        && text.EnumerateRunes().All(IsPrintable);

    // EnumerateRunes turns a lone surrogate into U+FFFD. Format characters include bidirectional overrides.
    private static bool IsPrintable(Rune rune) =>
        rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
