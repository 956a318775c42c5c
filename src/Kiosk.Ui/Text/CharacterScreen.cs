using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Text;

/// <summary>Screens for a display of a few rows of letters without marks: what to do, one fact, and the same in the other language where a row is left.</summary>
/// <param name="columns">Letters a row.</param>
public sealed class CharacterScreen(int columns, int rows, Language language, bool isBilingual)
{
    private const int MaxMainRows = 2;

    /// <returns>At most as many rows as there are, each at most as long as a row; printable ASCII.</returns>
    public IReadOnlyList<string> Of(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        var words = SmallWords.Of(screen, language);
        List<string> lines = [.. Wrap(words.Main, MaxMainRows)];
        lines.AddRange(Wrap(words.Detail, rows - lines.Count));
        if (isBilingual && lines.Count < rows)
        {
            var other = Wrap(SmallWords.Of(screen, language == Language.English ? Language.Vietnamese : Language.English).Main, MaxMainRows);
            lines.AddRange(other.Count <= rows - lines.Count && !other.SequenceEqual(lines.Take(other.Count)) ? other : []);
        }

        return lines;
    }

    private List<string> Wrap(string words, int maxRows)
    {
        var lines = new List<string>();
        foreach (var word in UnmarkedText.Of(words).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var fits = lines.Count > 0 && lines[^1].Length + 1 + word.Length <= columns;
            if (fits)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word.Length <= columns ? word : word[..columns]);
            }
        }

        return lines.Count <= maxRows ? lines : lines[..Math.Max(0, maxRows)];
    }
}
