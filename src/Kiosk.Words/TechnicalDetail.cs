using System.Text.RegularExpressions;

namespace Kiosk.Words;

/// <summary>The technical details in a Vietnamese text: what <see cref="Phrase.WithDetail"/> put in brackets.</summary>
internal static partial class TechnicalDetail
{
    /// <summary>Moves each detail below the text, so that the sentences read on without English in them.</summary>
    public static string OnLinesOfItsOwn(string vietnamese)
    {
        var details = Detail.Matches(vietnamese);
        return details.Count == 0 ? vietnamese : string.Join('\n', details.Select(detail => detail.Value[1..^1]).Prepend(Detail.Replace(vietnamese, ".")));
    }

    // " [detail].", where the detail may hold brackets of its own.
    [GeneratedRegex(@" \[(?:[^\[\]]|(?<open>\[)|(?<-open>\]))*(?(open)(?!))\]\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Detail { get; }
}
