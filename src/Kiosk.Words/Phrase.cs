using System.Globalization;

namespace Kiosk.Words;

/// <summary>A sentence in both languages.</summary>
public sealed record Phrase(string Vietnamese, string English)
{
    private static readonly TimeSpan DaysFrom = TimeSpan.FromDays(2);
    private static readonly Phrase JustNow = new("vừa xong", "just now");
    private static readonly CountedPhrase Minutes = new("{0} phút", "{0} minute", "{0} minutes");
    private static readonly CountedPhrase Hours = new("{0} giờ", "{0} hour", "{0} hours");
    private static readonly CountedPhrase Days = new("{0} ngày", "{0} day", "{0} days");

    /// <summary>A name or title that exists in one language only.</summary>
    public static Phrase Untranslated(string words) => new(words, words);

    /// <summary>What a standard or a part of the machine says in English alone: in brackets behind the Vietnamese sentence. <see cref="In(Language)"/> puts it on a line of its own.</summary>
    public static Phrase WithDetail(string vietnamese, string english) => new($"{vietnamese} [{english.TrimEnd('.')}].", english);

    /// <summary>Both sentences, this one first.</summary>
    public Phrase Then(Phrase next) => new($"{Vietnamese} {next.Vietnamese}", $"{English} {next.English}");

    /// <summary>What failed, and why: "The journal cannot be read: the disk is full."</summary>
    public Phrase Because(Phrase cause) => new($"{Vietnamese}: {cause.Vietnamese}", $"{English}: {cause.English}");

    /// <summary>The age of an event: just now, 12 minutes ago, otherwise as <see cref="Lasting"/>. A negative age, from a clock that was set back, is just now.</summary>
    public static Phrase Ago(TimeSpan age)
    {
        var lasting = Lasting(age);
        return age < TimeSpan.FromMinutes(1) ? JustNow : new($"{lasting.Vietnamese} trước", $"{lasting.English} ago");
    }

    /// <summary>A length of time: 12 minutes, 5 hours, and from two days on whole days, because 677 hours means little to anybody. A negative one is 0 minutes.</summary>
    public static Phrase Lasting(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromHours(1) => Minutes.For(Math.Max(0, (long)time.TotalMinutes)),
        _ when time < DaysFrom => Hours.For((long)time.TotalHours),
        _ => Days.For((long)time.TotalDays),
    };

    public string In(Language language) => language == Language.English ? English : TechnicalDetail.OnLinesOfItsOwn(Vietnamese);

    /// <summary>Fills the placeholders {0}, {1} … in one pass, so braces inside an argument are kept.</summary>
    public string In(Language language, params ReadOnlySpan<string> arguments) =>
        string.Format(CultureInfo.InvariantCulture, In(language), [.. arguments]);
}
