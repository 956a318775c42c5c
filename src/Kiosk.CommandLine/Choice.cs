using System.CommandLine;
using System.CommandLine.Parsing;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>Restricts options and arguments to a few words; anything else is refused with a sentence that lists them.</summary>
public static class Choice
{
    public static readonly Phrase Or = new("hoặc", "or");
    public static readonly Phrase And = new("và", "and");

    /// <summary>The words as a list, with a conjunction before the last.</summary>
    public static string Listed(IReadOnlyList<string> words, string conjunction) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} {conjunction} {words[^1]}";

    public static void TakeOnly<T>(this Option<T> option, Language language, params IReadOnlyList<string> words)
    {
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result => Check(result, result.Tokens, option.Name, words, StringComparer.Ordinal, language));
    }

    public static void TakeOnly<T>(this Argument<T> argument, Language language, params IReadOnlyList<string> words)
    {
        argument.CompletionSources.Add([.. words]);
        argument.Validators.Add(result => Check(result, result.Tokens, argument.Name, words, StringComparer.Ordinal, language));
    }

    /// <summary>An option that takes the name of an enum member, in any case.</summary>
    public static Option<T> OfEnum<T>(string name, T usual, Language language)
        where T : struct, Enum
    {
        var option = new Option<T>(name)
        {
            // Parsed by hand, since a number would let an undefined value in. The validator reports mistakes.
            CustomParser = result => Enum.GetValues<T>().FirstOrDefault(value => string.Equals(value.ToString(), result.Tokens[0].Value, StringComparison.OrdinalIgnoreCase)),
            DefaultValueFactory = _ => usual,
        };
        var names = Enum.GetNames<T>();
        option.CompletionSources.Add(names);
        option.Validators.Add(result => Check(result, result.Tokens, name, names, StringComparer.OrdinalIgnoreCase, language));
        return option;
    }

    private static void Check(SymbolResult result, IReadOnlyList<Token> given, string name, IReadOnlyList<string> words, StringComparer comparer, Language language)
    {
        foreach (var word in given.Select(token => token.Value).Where(word => !words.Contains(word, comparer)))
        {
            var nearest = NearestWord.To(word, words) is { } near ? new Phrase($"; có phải là {near}?", $"; did you mean {near}?") : new Phrase(".", ".");
            result.AddError(new Phrase(
                $"{name} chỉ nhận {Listed(words, Or.Vietnamese)}, không nhận \"{word}\"{nearest.Vietnamese}",
                $"{name} takes {Listed(words, Or.English)}, not \"{word}\"{nearest.English}").In(language));
        }
    }
}
