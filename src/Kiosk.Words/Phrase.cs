using System.Globalization;

namespace Kiosk.Words;

/// <summary>A sentence in both languages.</summary>
public sealed record Phrase(string Vietnamese, string English)
{
    private static readonly TimeSpan DaysFrom = TimeSpan.FromDays(2);
    private static readonly Phrase JustNow = new("vừa xong", "just now");
    private static readonly CountedPhrase Minutes = new("{0} phút trước", "{0} minute ago", "{0} minutes ago");
    private static readonly CountedPhrase Hours = new("{0} giờ trước", "{0} hour ago", "{0} hours ago");
    private static readonly CountedPhrase Days = new("{0} ngày trước", "{0} day ago", "{0} days ago");

    /// <summary>A name or title that exists in one language only.</summary>
    public static Phrase Untranslated(string words) => new(words, words);

    /// <summary>What a standard or a part of the machine says in English alone: in brackets behind the Vietnamese sentence.</summary>
    public static Phrase WithDetail(string vietnamese, string english) => new($"{vietnamese} [{english.TrimEnd('.')}].", english);

    /// <summary>
    /// The age of an event: just now, 12 minutes ago, 5 hours ago, and from two days on whole days, because 677 hours means little to anybody. A negative age, from a clock
    /// that was set back, is just now.
    /// </summary>
    public static Phrase Ago(TimeSpan age) => age switch
    {
        _ when age < TimeSpan.FromMinutes(1) => JustNow,
        _ when age < TimeSpan.FromHours(1) => Minutes.For((long)age.TotalMinutes),
        _ when age < DaysFrom => Hours.For((long)age.TotalHours),
        _ => Days.For((long)age.TotalDays),
    };

    public string In(Language language) => language == Language.English ? English : Vietnamese;

    /// <summary>Fills the placeholders {0}, {1} … in one pass, so braces inside an argument are kept.</summary>
    public string In(Language language, params ReadOnlySpan<string> arguments) =>
        string.Format(CultureInfo.InvariantCulture, In(language), [.. arguments]);
}
