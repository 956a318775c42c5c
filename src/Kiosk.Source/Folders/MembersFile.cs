using System.Collections.Concurrent;
using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Profiles;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>Reads <c>members.csv</c> with the members' cards: one thread reads, all cores parse and take.</summary>
internal sealed class MembersFile(string path, SourceProblems problems)
{
    private const int BatchSize = 500;

    private readonly MembersCsv file = new(path, problems);

    /// <param name="progress">Told how many are done.</param>
    /// <returns>Those that are members, by line; the rest are problems.</returns>
    public (IReadOnlyList<T> Members, CardNumbers Numbers) Read<T>(IMemberIntake<T> intake, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var before = problems.Count(ProblemSeverity.Error);
        var all = TakeAll(intake, progress, cancellationToken);
        // The loop does not look again after its last batch, and whoever called it off is not to be told of lines.
        cancellationToken.ThrowIfCancellationRequested();
        Array.Sort(all, (a, b) => a.Line.CompareTo(b.Line));
        RefuseRepeatedCards(all);
        return (Array.ConvertAll(all, member => member.Value), CardNumbers.Of(all, path, problems, problems.Count(ProblemSeverity.Error) == before));
    }

    private void RefuseRepeatedCards<T>(TakenMember<T>[] all)
    {
        var byTag = new Dictionary<CardTag, TakenMember<T>>(all.Length);
        foreach (var member in all)
        {
            if (byTag.TryGetValue(member.Tag, out var first))
            {
                problems.Error(path, member.Line, new($"thẻ {member.Number} trùng với thẻ ở dòng {first.Line}, {(first.Number == member.Number ? "cùng một số thẻ" : $"ở đó có số thẻ là {first.Number}")}: mỗi UUID của thẻ chỉ một dòng.", $"the card {member.Number} is that of line {first.Line} again, {(first.Number == member.Number ? "with the same number" : $"where its number is {first.Number}")}: one card UUID, one line."));
            }

            byTag[member.Tag] = member;
        }
    }

    private TakenMember<T>[] TakeAll<T>(IMemberIntake<T> intake, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var batches = new ConcurrentBag<List<TakenMember<T>>>();
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
                    batches.Add(TakeBatch(batch, intake));
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

    private List<TakenMember<T>> TakeBatch<T>(MemberSource[] batch, IMemberIntake<T> intake)
    {
        var taken = new List<TakenMember<T>>(batch.Length);
        foreach (var source in batch)
        {
            try
            {
                taken.Add(Take(source, intake));
            }
            catch (RegistryException e)
            {
                problems.Error(e);
            }
        }

        return taken;
    }

    private TakenMember<T> Take<T>(MemberSource source, IMemberIntake<T> intake)
    {
        try
        {
            var certificate = Certificate.Parse(file.CertificateOf(source));
            intake.Look(certificate, source.Line);
            var uuid = CardCertificateRules.FindUuid(certificate) ?? throw RegistryException.At(path, source.Line, CardCertificateRules.NoUuid(certificate).Rule);
            var tag = CardTag.Of(uuid);
            return new(source.Line, source.CardNumber, source.Name, source.Unit, tag, CardHolder.Of(certificate.NotAfter, source.Name, source.Periods), intake.Take(new(source.Line, tag, uuid, certificate, new(source.Name, source.CardNumber, source.Unit, source.Periods, source.Duties)) { Traits = source.Traits }));
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
}
