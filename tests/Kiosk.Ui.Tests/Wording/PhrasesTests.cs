using System.Reflection;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Wording;

public sealed class PhrasesTests
{
    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, Phrase> All { get; } = new[] { typeof(Phrases), typeof(OperatorPhrases), typeof(SmallPhrases) }
        .SelectMany(phrases => phrases.GetFields(BindingFlags.Public | BindingFlags.Static))
        .SelectMany(field => PhrasesOf(field.GetValue(null)!).Select((phrase, form) => (Name: $"{field.DeclaringType!.Name}.{field.Name}.{form}", Phrase: phrase)))
        .ToDictionary(named => named.Name, named => named.Phrase);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_phrase_exists_in_both_languages(string name) =>
        Assert.All([All[name].Vietnamese, All[name].English], words => Assert.False(string.IsNullOrWhiteSpace(words)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Vietnamese_is_spelt_with_its_accents(string name)
    {
        Assert.Empty(VietnameseSpelling.StrangeLetters(All[name].Vietnamese));
        Assert.Empty(VietnameseSpelling.SyllablesWithoutAccent(All[name].Vietnamese));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void English_contains_no_Vietnamese_letters(string name) =>
        Assert.All(All[name].English, letter => Assert.True(char.IsAscii(letter) || letter == '…', $"{letter}"));

    [Theory]
    [MemberData(nameof(Names))]
    public void English_uses_no_placeholder_that_Vietnamese_lacks(string name) =>
        Assert.Empty(PlacesIn(All[name].English).Except(PlacesIn(All[name].Vietnamese)));

    [Fact]
    public void Members_are_invited_rather_than_asked() =>
        Assert.All(All.Values, phrase => Assert.DoesNotContain("vui lòng", phrase.Vietnamese, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("dong chi", "dong", "chi")]
    [InlineData("Mời đồng chí đặt the", "the")]
    public void The_spelling_check_finds_a_missing_accent(string words, params string[] syllables) =>
        Assert.Equal(syllables, VietnameseSpelling.SyllablesWithoutAccent(words));

    [Theory]
    [InlineData("the\u0309", "\u0309 (U+0309)")]
    [InlineData("\u00F0ồng", "\u00F0 (U+00F0)")]
    [InlineData("\u0430", "\u0430 (U+0430)")]
    public void The_spelling_check_finds_a_lookalike_letter(string words, string letter) =>
        Assert.Equal([letter], VietnameseSpelling.StrangeLetters(words));

    private static Phrase[] PhrasesOf(object value) =>
        value is CountedPhrase { Vietnamese: var vietnamese, One: var one, Many: var many } ? [new(vietnamese, one), new(vietnamese, many)] : [(Phrase)value];

    private static IEnumerable<string> PlacesIn(string words) =>
        Enumerable.Range(0, 10).Select(number => $"{{{number}}}").Where(place => words.Contains(place, StringComparison.Ordinal));
}
