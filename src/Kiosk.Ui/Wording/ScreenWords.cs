using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>All text of one screen in one language: a sentence to read from a distance and lines below it. Free of control characters.</summary>
public sealed record ScreenWords(string Headline, IReadOnlyList<string> Lines)
{
    public static ScreenWords Of(Screen screen, Language language, QuorumTerm quorumTerm = QuorumTerm.Plain)
    {
        ArgumentNullException.ThrowIfNull(screen);
        var lines = new ScreenWording(language, quorumTerm).Of(screen);
        return new(Visible(lines[0]), [.. lines.Skip(1).Select(Visible)]);
    }

    // Names and titles are untrusted: an escape sequence or direction override must not reach a terminal or text layout.
    internal static string Visible(string words) => string.Concat(words.EnumerateRunes().Where(IsVisible));

    private static bool IsVisible(System.Text.Rune rune) =>
        System.Text.Rune.GetUnicodeCategory(rune) is not (
            System.Globalization.UnicodeCategory.Control
            or System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator);
}
