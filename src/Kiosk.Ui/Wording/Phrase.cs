using System.Globalization;

namespace Kiosk.Ui.Wording;

/// <summary>The same words in both languages.</summary>
public sealed record Phrase(string Vietnamese, string English)
{
    /// <summary>A name or title that exists in one language only.</summary>
    public static Phrase Untranslated(string words) => new(words, words);

    public string In(Language language) => language == Language.English ? English : Vietnamese;

    /// <summary>Fills the places {0}, {1} … in one pass, so that braces inside an argument stay what they are.</summary>
    internal string In(Language language, params ReadOnlySpan<string> arguments) =>
        string.Format(CultureInfo.InvariantCulture, In(language), [.. arguments]);
}
