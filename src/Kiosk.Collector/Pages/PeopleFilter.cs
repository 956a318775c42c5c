using Kiosk.Source.Text;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Pages;

/// <summary>Which lines of a list are wanted.</summary>
/// <param name="Words">Of a name, folded: accents are optional.</param>
/// <param name="State">Null for all.</param>
/// <param name="Delegation">Empty for all.</param>
/// <param name="Page">From 1.</param>
internal sealed record PeopleFilter(string Text, IReadOnlyList<string> Words, PersonState? State, string Delegation, int Page)
{
    public const int PageLength = 100;

    private const int MaxTextLength = 100;

    public static PeopleFilter Of(IQueryCollection query)
    {
        var text = query["q"].ToString();
        text = text.Length > MaxTextLength ? text[..MaxTextLength] : text;
        return new(
            text,
            VietnameseName.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Enum.TryParse<PersonState>(query["state"], ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
            query["delegation"].ToString(),
            int.TryParse(query["page"], out var page) && page is > 0 and < 10_000 ? page : 1);
    }

    /// <summary>Those wanted; with a name, first those whose given name begins with its first word.</summary>
    public IReadOnlyList<PeopleRow> Apply(IEnumerable<PeopleRow> rows)
    {
        var found = rows.Where(row => (State is null || row.State == State) && (Delegation.Length == 0 || row.Delegation == Delegation));
        return Words.Count == 0
            ? [.. found]
            : [.. found.Select(row => (Row: row, Words: VietnameseName.Fold(row.Name ?? "").Split(' '))).Where(one => Words.All(word => one.Words.Any(part => part.StartsWith(word, StringComparison.Ordinal))))
                .OrderBy(one => one.Words[^1].StartsWith(Words[0], StringComparison.Ordinal) ? 0 : 1).Select(one => one.Row)];
    }

    /// <summary>As the log of looks has it.</summary>
    public override string ToString() => $"list q={Text} state={State?.ToString() ?? "all"} delegation={Delegation} page={Page}";
}
