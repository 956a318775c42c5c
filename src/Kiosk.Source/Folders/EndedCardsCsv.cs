using Kiosk.Feed.Records;
using Kiosk.Source.Problems;

namespace Kiosk.Source.Folders;

/// <summary>
/// <c>ended-cards.csv</c>: <c>card</c> and optionally <c>new_card, at, terminal</c>, as <c>collector requests --cards</c> writes it: cards that were handed in at a desk. Cards as in <see cref="CardNumbers.TagOf"/>. The
/// members' records of these cards are not published any more.
/// </summary>
internal sealed class EndedCardsCsv(string path, CardNumbers members, SourceProblems problems)
{
    public const string Name = "ended-cards.csv";

    private const int Card = 0;
    private const int NewCard = 1;
    private const int MaxLength = 64 * 1024 * 1024;

    private static readonly string[] Columns = ["card", "new_card", "at", "terminal"];

    /// <returns>None where there is no such file; an invalid line is reported as a problem.</returns>
    public EndedCards Read()
    {
        if (!Path.Exists(path))
        {
            return EndedCards.None;
        }

        var ended = new Dictionary<CardTag, CardTag?>();
        problems.Try(() =>
        {
            using var csv = Csv.Open(path, problems, MaxLength, Columns, Columns[NewCard..]);
            while (csv.TryRead())
            {
                if (problems.Try(() => ReadLine(csv)) is { } line)
                {
                    ended[line.Tag] = line.Renewed;
                }
            }

            return ended;
        });
        if (ended.Count > 0)
        {
            problems.Note(path, null, new(
                $"{ended.Count} thẻ đã thu lại: hồ sơ theo các thẻ này không được công bố nữa. Hãy đề nghị CA thu hồi chứng thư số của chúng để mọi máy đều từ chối.",
                $"{ended.Count} cards were handed in: their records are not published any more. Have the CA revoke their certificates, so that every terminal refuses them."));
        }

        return new(ended);
    }

    private EndedLine? ReadLine(Csv csv)
    {
        if (members.TagOf(csv, Card, Columns[Card]) is not { } card)
        {
            return null;
        }

        var renewed = csv[NewCard].Length == 0 ? null : members.TagOf(csv, NewCard, Columns[NewCard]);
        if (renewed == card)
        {
            throw csv.At(new("card và new_card là cùng một thẻ.", "card and new_card are the same card."));
        }

        if (renewed is { } known && members.IsWhole && members.CertificateUntil(known) is null)
        {
            problems.Warn(path, csv.Line, new($"thẻ mới {csv[NewCard]} không có trong {MembersCsv.Name}: chủ thẻ không còn thẻ nào được nhận.", $"the new card {csv[NewCard]} is not in {MembersCsv.Name}: its holder has no card left that is taken."));
        }

        return new(card, renewed);
    }

    private sealed record EndedLine(CardTag Tag, CardTag? Renewed);
}
