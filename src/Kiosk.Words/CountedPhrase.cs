

namespace Kiosk.Words;

/// <summary>A sentence in both languages with a count at {0}. Vietnamese has one form, English a singular and a plural.</summary>
public sealed record CountedPhrase(string Vietnamese, string One, string Many)
{
    /// <param name="others">Arguments for {1}, {2} ….</param>
    public string In(Language language, long count, params ReadOnlySpan<string> others) =>
        new Phrase(Vietnamese, count == 1 ? One : Many).In(language, [LocalFormat.Of(language).Number(count), .. others]);

    /// <summary>The phrase with the count filled in, formatted for each language.</summary>
    public Phrase For(long count) => new(In(Language.Vietnamese, count), In(Language.English, count));
}
