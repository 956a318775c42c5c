using System.Buffers.Binary;
using System.Collections.Concurrent;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Registry.Sources;

/// <summary>A province's members, each sealed to their own card: read by one thread, sealed by all cores. About 0.5 kB of memory a member.</summary>
internal sealed class SealedMembers
{
    private const int BatchSize = 500;

    private readonly Dictionary<string, CardTag> byNumber;

    private SealedMembers(IReadOnlyCollection<SetRow> rows, Dictionary<string, CardTag> byNumber) => (Rows, this.byNumber) = (rows, byNumber);

    /// <summary>The set, in order.</summary>
    public IReadOnlyCollection<SetRow> Rows { get; }

    /// <summary>No members: a province that has no file yet.</summary>
    public static SealedMembers None { get; } = new([], []);

    /// <summary>The card of a member by the number that the file gives.</summary>
    /// <returns>Null when nobody, or more than one, has it.</returns>
    public CardTag? Find(string cardNumber) => byNumber.TryGetValue(cardNumber, out var tag) && tag != default ? tag : null;

    /// <param name="progress">Told how many are done.</param>
    /// <exception cref="RegistryException">A line is not a member, or two lines have one card.</exception>
    public static SealedMembers Read(string path, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var all = SealAll(path, progress, cancellationToken);
        // The loop does not look again after its last batch, and whoever called it off is not to be told of lines.
        cancellationToken.ThrowIfCancellationRequested();
        Array.Sort(all, (a, b) => a.Order.CompareTo(b.Order));
        var tags = new Dictionary<string, CardTag>(all.Length, StringComparer.Ordinal);
        for (var i = 0; i < all.Length; i++)
        {
            if (i > 0 && all[i].Order == all[i - 1].Order)
            {
                var (first, second) = (Math.Min(all[i].Line, all[i - 1].Line), Math.Max(all[i].Line, all[i - 1].Line));
                throw RegistryException.At(path, second, $"the card is that of line {first} again.");
            }

            tags[all[i].Number] = tags.ContainsKey(all[i].Number) ? default : CardTag.FromBytes(all[i].Key);
        }

        return new(Array.ConvertAll(all, member => new SetRow(member.Key, member.Value)), tags);
    }

    private static Sealed[] SealAll(string path, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var batches = new ConcurrentBag<Sealed[]>();
        var done = 0;
        try
        {
            Parallel.ForEach(
                Partitioner.Create(MembersCsv.Read(path).Chunk(BatchSize), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { CancellationToken = cancellationToken },
                batch =>
                {
                    batches.Add(Array.ConvertAll(batch, Seal));
                    progress?.Report(Interlocked.Add(ref done, batch.Length));
                });
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<RegistryException>().FirstOrDefault() is { } refused)
        {
            throw new RegistryException(refused.Message, e);
        }

        return [.. batches.SelectMany(batch => batch)];
    }

    private static Sealed Seal(MemberSource source)
    {
        try
        {
            var card = CardCertificate.Parse(MembersCsv.CertificateOf(source));
            var key = CardTag.Of(card.Uuid).ToArray();
            var member = new Member(source.Name, source.CardNumber, source.Unit, source.Periods);
            return new(BinaryPrimitives.ReadUInt128BigEndian(key), source.Line, source.CardNumber, key, MemberSeal.Seal(member, card.Uuid, card.SubjectPublicKeyInfo.Span));
        }
        catch (FormatException e)
        {
            throw RegistryException.At(source.Path, source.Line, e.Message);
        }
        catch (ArgumentException e)
        {
            throw RegistryException.At(source.Path, source.Line, e.Message.Split(" (Parameter")[0]);
        }
    }

    private readonly record struct Sealed(UInt128 Order, int Line, string Number, byte[] Key, byte[] Value);
}
