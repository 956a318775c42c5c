using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;

namespace Kiosk.Source.Folders;

/// <summary>The cards of a province's members, by card number.</summary>
internal sealed class CardNumbers
{
    private readonly Dictionary<string, Holder> byNumber;
    private readonly IReadOnlyDictionary<CardTag, CardHolder> cards;
    private readonly HashSet<string> units;
    private readonly Lazy<Dictionary<string, string>> byBareNumber;

    private CardNumbers(Dictionary<string, Holder> byNumber, IReadOnlyDictionary<CardTag, CardHolder> cards, HashSet<string> units, bool isWhole)
    {
        (this.byNumber, this.cards, this.units, IsWhole) = (byNumber, cards, units, isWhole);
        byBareNumber = new(() => byNumber.Keys.GroupBy(number => number.TrimStart('0'), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal));
    }

    /// <summary>Whether every line was a member: else a card number that is not found may be on a line that is none.</summary>
    public bool IsWhole { get; }

    /// <summary>None, of a file that could not be read.</summary>
    public static CardNumbers Unread { get; } = new([], new Dictionary<CardTag, CardHolder>(), [], isWhole: false);

    /// <summary>The card of a member by card number.</summary>
    /// <exception cref="RegistryException">No card, or more than one, has this number.</exception>
    public CardTag Find(string cardNumber) => byNumber.TryGetValue(cardNumber, out var holder) switch
    {
        true when holder.SecondLine == 0 => holder.Tag,
        true => throw new RegistryException(new($"số thẻ {cardNumber} có ở dòng {holder.Line} và dòng {holder.SecondLine} của {MembersCsv.Name}, ứng với hai thẻ: hãy ghi UUID của thẻ.", $"the card number {cardNumber} stands on lines {holder.Line} and {holder.SecondLine} of {MembersCsv.Name}, with two cards: give the card's UUID instead.")),
        false => throw new RegistryException(new($"số thẻ \"{cardNumber}\" không phải của đảng viên nào trong {MembersCsv.Name}{(LikeWithZeros(cardNumber) is { } near ? $"; ở dòng {byNumber[near].Line} có {near}, và bảng tính hay bỏ hoặc thêm số 0 ở đầu: hãy định dạng cột là văn bản" : "")}.", $"the card number \"{cardNumber}\" is not that of a member of {MembersCsv.Name}{(LikeWithZeros(cardNumber) is { } like ? $"; {like} on line {byNumber[like].Line} there is, and a spreadsheet drops or adds zeros in front: format the column as text" : "")}.")),
    };

    /// <summary>The card that a field names: by a card number of the province's <c>members.csv</c>, a card's UUID (8-4-4-4-12), or a card tag (32 lower-case hexadecimal digits).</summary>
    /// <param name="name">Of the column.</param>
    /// <returns>Null if the card may be on a line of <c>members.csv</c> that could not be read.</returns>
    /// <exception cref="RegistryException">It names no card.</exception>
    public CardTag? TagOf(Csv csv, int column, string name)
    {
        var text = csv[column];
        if (text.Length == 0)
        {
            throw csv.At(new($"{name} để trống.", $"{name} is empty."));
        }

        if (text.Length == 2 * CardTag.Length && text.All(char.IsAsciiHexDigitLower))
        {
            return CardTag.FromBytes(Convert.FromHexString(text));
        }

        if (Guid.TryParseExact(text, "D", out var uuid))
        {
            return CardTag.Of(uuid.ToByteArray(bigEndian: true));
        }

        try
        {
            return Find(text);
        }
        catch (RegistryException e)
        {
            return IsWhole ? throw csv.At(SpreadsheetFault.WarningOf(text) is { } fault ? SourceProblem.At(name, line: null, fault) : e.What) : null;
        }
    }

    /// <summary>Whether somebody of the file is of this unit; true as well where not every line could be read.</summary>
    public bool HasUnit(string unit) => !IsWhole || units.Contains(unit);

    /// <returns>Until when a member's certificate is valid; null for a card of nobody in the file.</returns>
    public DateTimeOffset? CertificateUntil(CardTag card) => HolderOf(card)?.Until;

    /// <returns>Null for a card of nobody in the file.</returns>
    public CardHolder? HolderOf(CardTag card) => cards.TryGetValue(card, out var holder) ? holder : null;

    /// <summary>Numbers that two members share are warned of.</summary>
    /// <param name="members">In the order of their lines.</param>
    internal static CardNumbers Of<T>(IEnumerable<TakenMember<T>> members, string path, SourceProblems problems, bool isWhole)
    {
        var holders = new Dictionary<string, Holder>(StringComparer.Ordinal);
        var holdersOfCards = new Dictionary<CardTag, CardHolder>();
        var unitsNamed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            holdersOfCards[member.Tag] = member.Holder;
            unitsNamed.Add(member.Unit);
            if (holders.TryAdd(member.Number, new(member.Tag, member.Name, member.Line, SecondLine: 0)))
            {
                continue;
            }

            var first = holders[member.Number];
            holders[member.Number] = first with { SecondLine = first.SecondLine == 0 ? member.Line : first.SecondLine };
            if (first.Name != member.Name)
            {
                problems.Warn(path, member.Line, new($"số thẻ {member.Number} ở dòng {first.Line} là của {first.Name}, còn ở đây là của {member.Name}.", $"the card number {member.Number} is {first.Name}'s on line {first.Line} and {member.Name}'s here."));
            }
        }

        if (CardNumberWidths.Find([.. holders.Select(holder => (holder.Key, holder.Value.Line))]) is var (line, sentence))
        {
            problems.Warn(path, line, sentence);
        }

        return new(holders, holdersOfCards, unitsNamed, isWhole);
    }

    private string? LikeWithZeros(string cardNumber) => byBareNumber.Value.GetValueOrDefault(cardNumber.TrimStart('0'));

    private readonly record struct Holder(CardTag Tag, string Name, int Line, int SecondLine);
}
