

namespace Kiosk.Words;

/// <summary>The same words in both languages about a number of things, which stands at {0}. Vietnamese has one form, English tells one from many.</summary>
public sealed record CountedPhrase(string Vietnamese, string One, string Many)
{
    /// <param name="others">For the places {1}, {2} ….</param>
    public string In(Language language, long count, params ReadOnlySpan<string> others) =>
        new Phrase(Vietnamese, count == 1 ? One : Many).In(language, [LocalFormat.Of(language).Number(count), .. others]);

    /// <summary>With the number in its place, as each language writes it.</summary>
    public Phrase For(long count) => new(In(Language.Vietnamese, count), In(Language.English, count));
}
