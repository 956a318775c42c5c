using System.Globalization;

namespace Kiosk.Ui.Wording;

/// <summary>The same words in both languages.</summary>
public sealed record Phrase(string Vietnamese, string English)
{
    private static readonly TimeSpan DaysFrom = TimeSpan.FromDays(2);
    private static readonly CountedPhrase Hours = new("{0} giờ", "{0} hour", "{0} hours");
    private static readonly CountedPhrase Days = new("{0} ngày", "{0} day", "{0} days");

    /// <summary>A name or title that exists in one language only.</summary>
    public static Phrase Untranslated(string words) => new(words, words);

    /// <summary>How long something took or has lasted: 5 hours, and from two days on whole days, because nobody can picture 677 hours.</summary>
    public static Phrase OfAge(TimeSpan age) => age < DaysFrom ? Hours.For((long)Math.Max(0, age.TotalHours)) : Days.For((long)age.TotalDays);

    public string In(Language language) => language == Language.English ? English : Vietnamese;

    /// <summary>Fills the places {0}, {1} … in one pass, so that braces inside an argument stay what they are.</summary>
    internal string In(Language language, params ReadOnlySpan<string> arguments) =>
        string.Format(CultureInfo.InvariantCulture, In(language), [.. arguments]);
}
