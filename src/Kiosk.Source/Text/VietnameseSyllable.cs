using System.Buffers;
using System.Collections.Frozen;

namespace Kiosk.Source.Text;

/// <summary>Whether a word could be a Vietnamese syllable: consonants, vowels and an ending that occur together, with one tone at most. Looser than a dictionary.</summary>
internal static class VietnameseSyllable
{
    private const int MaxLength = 7;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aăâeêioôơuưy");

    private static readonly FrozenSet<string> Onsets =
        "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x".Split(' ').Append("").ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Nuclei = (
        "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ ưa ưi ươ ưu uy iêu yê yêu "
        + "oai oao oay oeo uây uôi uya uyê uyu ươi ươu ya uau uao").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Codas = "c ch m n ng nh p t".Split(' ').Append("").ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OnsetLookup = Onsets.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NucleusLookup = Nuclei.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CodaLookup = Codas.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="word">Composed letters, in any case.</param>
    public static bool IsOne(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > MaxLength)
        {
            return false;
        }

        Span<char> letters = stackalloc char[word.Length];
        var tones = 0;
        for (var i = 0; i < word.Length; i++)
        {
            (letters[i], var tone) = VietnameseLetters.Split(word[i]);
            tones += tone == VietnameseLetters.NoTone ? 0 : 1;
        }

        return tones <= 1 && HasShape(letters);
    }

    private static bool HasShape(ReadOnlySpan<char> letters)
    {
        var onset = letters.IndexOfAny(Vowels);
        if (onset < 0)
        {
            return false;
        }

        var rest = letters[onset..];
        var nucleus = rest.IndexOfAnyExcept(Vowels) is var end and >= 0 ? end : rest.Length;
        return CodaLookup.Contains(rest[nucleus..])
            && OnsetLookup.Contains(letters[..onset])
            && (NucleusLookup.Contains(rest[..nucleus]) || IsAfterGlide(letters[..onset], rest[..nucleus]));
    }

    /// <summary>qu and gi: their u and i are read with the consonant.</summary>
    private static bool IsAfterGlide(ReadOnlySpan<char> onset, ReadOnlySpan<char> nucleus) =>
        (onset is "q" && nucleus is ['u', ..] || onset is "g" && nucleus is ['i', ..]) && (nucleus.Length == 1 || NucleusLookup.Contains(nucleus[1..]));
}
