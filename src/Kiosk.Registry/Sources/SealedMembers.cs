using System.Buffers.Binary;
using System.Collections.Concurrent;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Judging;
using Kiosk.Registry.Problems;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Profiles;
using Kiosk.Words;

namespace Kiosk.Registry.Sources;

/// <summary>A province's members, each sealed to their own card and the province's audience: read by one thread, sealed by all cores. About 0.5 kB of memory a member.</summary>
internal sealed class SealedMembers
{
    private const int BatchSize = 500;

    private readonly Dictionary<string, Holder> byNumber;
    private readonly Lazy<Dictionary<string, string>> byBareNumber;

    private SealedMembers(IReadOnlyCollection<SetRow> rows, IReadOnlyList<CardTag> tags, Dictionary<string, Holder> byNumber, bool isWhole)
    {
        (Rows, Tags, this.byNumber, IsWhole) = (rows, tags, byNumber, isWhole);
        byBareNumber = new(() => byNumber.Keys.GroupBy(number => number.TrimStart('0'), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal));
    }

    /// <summary>The set, in order.</summary>
    public IReadOnlyCollection<SetRow> Rows { get; }

    /// <summary>The cards of the members, in the order of the rows.</summary>
    public IReadOnlyList<CardTag> Tags { get; }

    /// <summary>Whether every line was a member: else a card number that is not found may be on a line that is none.</summary>
    public bool IsWhole { get; }

    /// <summary>None, of a file that could not be read.</summary>
    public static SealedMembers Unread { get; } = new([], [], [], isWhole: false);

    /// <summary>The card of a member by card number.</summary>
    /// <exception cref="RegistryException">No card, or more than one, has this number.</exception>
    public CardTag Find(string cardNumber) => byNumber.TryGetValue(cardNumber, out var holder) switch
    {
        true when holder.SecondLine == 0 => holder.Tag,
        true => throw new RegistryException(new($"số thẻ {cardNumber} có ở dòng {holder.Line} và dòng {holder.SecondLine} của {MembersCsv.Name}, ứng với hai thẻ: hãy ghi UUID của thẻ.", $"the card number {cardNumber} stands on lines {holder.Line} and {holder.SecondLine} of {MembersCsv.Name}, with two cards: give the card's UUID instead.")),
        false => throw new RegistryException(new($"số thẻ \"{cardNumber}\" không phải của đảng viên nào trong {MembersCsv.Name}{(LikeWithZeros(cardNumber) is { } near ? $"; ở dòng {byNumber[near].Line} có {near}, và bảng tính hay bỏ hoặc thêm số 0 ở đầu: hãy định dạng cột là văn bản" : "")}.", $"the card number \"{cardNumber}\" is not that of a member of {MembersCsv.Name}{(LikeWithZeros(cardNumber) is { } like ? $"; {like} on line {byNumber[like].Line} there is, and a spreadsheet drops or adds zeros in front: format the column as text" : "")}.")),
    };

    private string? LikeWithZeros(string cardNumber) => byBareNumber.Value.GetValueOrDefault(cardNumber.TrimStart('0'));

    /// <param name="audience">The province's key.</param>
    /// <param name="judge">Says whether terminals would take the cards; null where there is nothing to judge them by.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <returns>Those that are members; the rest are problems.</returns>
    public static SealedMembers Read(string path, SourceProblems problems, AudienceKey audience, CardJudge? judge, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var before = problems.Count(ProblemSeverity.Error);
        var all = SealAll(new(path, problems), path, problems, audience, judge, progress, cancellationToken);
        // The loop does not look again after its last batch, and whoever called it off is not to be told of lines.
        cancellationToken.ThrowIfCancellationRequested();
        Array.Sort(all, (a, b) => a.Order.CompareTo(b.Order) is not 0 and var order ? order : a.Line.CompareTo(b.Line));
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i].Order == all[i - 1].Order)
            {
                var (first, second) = (all[i - 1], all[i]);
                problems.Error(path, second.Line, new($"thẻ {second.Number} trùng với thẻ ở dòng {first.Line}, {(first.Number == second.Number ? "cùng một số thẻ" : $"ở đó có số thẻ là {first.Number}")}: mỗi UUID của thẻ chỉ một dòng.", $"the card {second.Number} is that of line {first.Line} again, {(first.Number == second.Number ? "with the same number" : $"where its number is {first.Number}")}: one card UUID, one line."));
            }
        }

        return new(Array.ConvertAll(all, member => new SetRow(member.Key, member.Value)), Array.ConvertAll(all, member => member.Tag), ByNumber(all, path, problems), problems.Count(ProblemSeverity.Error) == before);
    }

    private static Dictionary<string, Holder> ByNumber(Sealed[] all, string path, SourceProblems problems)
    {
        var holders = new Dictionary<string, Holder>(all.Length, StringComparer.Ordinal);
        foreach (var member in all.OrderBy(member => member.Line))
        {
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

        return holders;
    }

    private static Sealed[] SealAll(MembersCsv file, string path, SourceProblems problems, AudienceKey audience, CardJudge? judge, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var batches = new ConcurrentBag<Sealed[]>();
        var done = 0;
        try
        {
            using var csv = file.Open();
            Parallel.ForEach(
                Partitioner.Create(file.Read(csv).Chunk(BatchSize), EnumerablePartitionerOptions.NoBuffering),
                // This thread takes part, so that the pool has one left for cancellation.
                new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
                batch =>
                {
                    batches.Add([.. batch.Select(member => problems.Try(() => Seal(file, path, problems, audience, judge, member))).OfType<Sealed>()]);
                    progress?.Report(Interlocked.Add(ref done, batch.Length));
                });
        }
        catch (RegistryException refused)
        {
            problems.Error(refused);
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<RegistryException>().FirstOrDefault() is { } refused)
        {
            problems.Error(refused);
        }

        return [.. batches.SelectMany(batch => batch)];
    }

    private static Sealed Seal(MembersCsv file, string path, SourceProblems problems, AudienceKey audience, CardJudge? judge, MemberSource source)
    {
        try
        {
            var certificate = Certificate.Parse(file.CertificateOf(source));
            judge?.Judge(certificate, problems, path, source.Line, MembersCsv.CertificateColumn);
            var uuid = CardCertificateRules.FindUuid(certificate) ?? throw RegistryException.At(path, source.Line, CardCertificateRules.NoUuid(certificate).Rule);
            var tag = CardTag.Of(uuid);
            var key = audience.MemberKey(tag);
            var member = new Member(source.Name, source.CardNumber, source.Unit, source.Periods);
            return new(BinaryPrimitives.ReadUInt128BigEndian(key), source.Line, source.CardNumber, source.Name, tag, key, MemberSeal.Seal(member, uuid, certificate.PublicKey.Encoded.Span, audience));
        }
        catch (CertificateException e)
        {
            throw RegistryException.At(path, source.Line, e.Sentence);
        }
        catch (ArgumentException e)
        {
            throw RegistryException.At(path, source.Line, Phrase.WithDetail("không niêm phong được dữ liệu của đảng viên này", e.Message.Split(" (Parameter")[0]));
        }
    }

    private sealed record Sealed(UInt128 Order, int Line, string Number, string Name, CardTag Tag, byte[] Key, byte[] Value);

    private readonly record struct Holder(CardTag Tag, string Name, int Line, int SecondLine);
}
