using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;

namespace Kiosk.Service.Cache;

/// <summary>
/// Chooses for each issuer key the newest good CRL among the files and the CRLs of the generation before. What a file cannot replace stays: neither a forged, nor
/// a damaged, nor an older list, nor a missing one takes a revocation back; and where the newest is dated ahead of the terminal's clock, the list that counts until then stays beside it.
/// </summary>
internal sealed class CrlSelection
{
    private readonly Func<CrlFacts, bool> isDatedAhead;
    private readonly Dictionary<string, IssuerLists> chosen = new(StringComparer.Ordinal);
    private readonly List<string> refused = [];

    private CrlSelection(Func<CrlFacts, bool> isDatedAhead) => this.isDatedAhead = isDatedAhead;

    /// <summary>In the order of their issuers' key hashes, the newest of each first.</summary>
    public IReadOnlyList<ChosenCrl> Chosen => [.. chosen.OrderBy(lists => lists.Key, StringComparer.Ordinal).SelectMany(lists => lists.Value.All)];

    /// <summary>thisUpdate of the newest list that counts; null without any.</summary>
    public DateTimeOffset? NewestData => Chosen.Where(crl => !isDatedAhead(crl.Facts)).Max(crl => (DateTimeOffset?)crl.Facts.ThisUpdate);

    /// <summary>One sentence for each list that was not taken, other than those that a newer one of their issuer replaces.</summary>
    public IReadOnlyList<string> Refused => refused;

    /// <param name="previous">The generation in force, or null.</param>
    /// <param name="authorities">Everybody who may have signed a CRL.</param>
    /// <param name="instant">The terminal's clock.</param>
    /// <exception cref="CacheException">A CRL of the generation before cannot be read.</exception>
    public static CrlSelection Choose(
        IReadOnlyList<NamedFile> files,
        GenerationFile? previous,
        IReadOnlyList<Certificate> authorities,
        CardProfile profile,
        DateTimeOffset instant,
        CancellationToken cancellationToken)
    {
        var selection = new CrlSelection(facts => facts.IsDatedAheadAt(instant, profile.Freshness.ClockTolerance));
        for (var number = 0; previous is not null && number < CachedCrls.ReadFacts(previous).Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var stored = number;
            selection.Consider($"the stored CRL {stored + 1}", isStored: true, () => CachedCrls.OpenDer(previous, stored), authorities, profile);
        }

        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            selection.Consider(file.Name, isStored: false, () => CrlFile.Open(file), authorities, profile);
        }

        return selection;
    }

    private void Consider(string name, bool isStored, Func<Stream> open, IReadOnlyList<Certificate> authorities, CardProfile profile)
    {
        try
        {
            Consider(new(name, StreamedCrl.Check(open, authorities, profile.Algorithms)), isStored);
        }
        catch (CrlException e)
        {
            refused.Add($"{name} is refused: {e.Message}");
        }
        catch (CacheSourceException e)
        {
            refused.Add($"{name} is refused: {e.Message}");
        }
    }

    private void Consider(ChosenCrl candidate, bool isStored)
    {
        var key = Convert.ToHexStringLower(candidate.Facts.IssuerKeyHash.Span);
        var lists = chosen.GetValueOrDefault(key) ?? new(Newest: null, UntilThen: null);
        if (lists.FindContradiction(candidate, isDatedAhead) is { } contradicted)
        {
            refused.Add(ContradictionOf(candidate, contradicted));
        }
        else if (lists.FindRival(candidate, isDatedAhead) is not { } rival)
        {
            chosen[key] = lists.With(candidate, isDatedAhead);
        }
        else if (candidate.Facts.IsOlderThan(rival.Facts))
        {
            if (isStored)
            {
                // It counted until the newer one did, and is not needed any more.
                return;
            }

            refused.Add($"{candidate.Name} is refused: CRL number {candidate.Facts.CrlNumber} is older than CRL number {rival.Facts.CrlNumber} in {rival.Name}.");
        }
        else if (!candidate.Crl.Digest.Span.SequenceEqual(rival.Crl.Digest.Span))
        {
            refused.Add($"{candidate.Name} is refused: it is CRL number {candidate.Facts.CrlNumber} as {rival.Name} is, with other content.");
        }
    }

    private static string ContradictionOf(ChosenCrl candidate, ChosenCrl kept) =>
        $"{candidate.Name} is refused: it is CRL number {candidate.Facts.CrlNumber} of {candidate.Facts.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}, and {kept.Name} is number {kept.Facts.CrlNumber} of {kept.Facts.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}; "
        + "a later list has a greater number (RFC 5280, 5.2.3), so one of the two is wrong. The list taken first stays in force: ask the authority for its newest list, and have it check its clock.";

    /// <summary>What is kept of one issuer.</summary>
    /// <param name="UntilThen">Where the newest is dated ahead, the list that counts until it does; null otherwise, and where there is none.</param>
    private sealed record IssuerLists(ChosenCrl? Newest, ChosenCrl? UntilThen)
    {
        public IEnumerable<ChosenCrl> All => new[] { Newest, UntilThen }.OfType<ChosenCrl>();

        /// <summary>The kept list that is older by its number and newer by its date, or the reverse. A list dated ahead of the clock, most likely by mistake, contradicts nothing.</summary>
        public ChosenCrl? FindContradiction(ChosenCrl candidate, Func<CrlFacts, bool> isDatedAhead) => isDatedAhead(candidate.Facts) ? null
            : All.FirstOrDefault(kept => !isDatedAhead(kept.Facts) && kept.Facts.Contradicts(candidate.Facts));

        /// <summary>The kept list that is as new as the candidate or newer and serves as well. One that is dated ahead does not serve in the place of one that counts now.</summary>
        public ChosenCrl? FindRival(ChosenCrl candidate, Func<CrlFacts, bool> isDatedAhead) =>
            All.FirstOrDefault(kept => !kept.Facts.IsOlderThan(candidate.Facts) && (isDatedAhead(candidate.Facts) || !isDatedAhead(kept.Facts) || kept.Facts.CrlNumber == candidate.Facts.CrlNumber));

        public IssuerLists With(ChosenCrl candidate, Func<CrlFacts, bool> isDatedAhead)
        {
            ChosenCrl[] newestFirst = [.. All.Append(candidate).OrderByDescending(crl => crl.Facts.ReadNumber())];
            var newest = newestFirst[0];
            // Where all are dated ahead, most likely the terminal's clock is behind: the one that counts first is kept.
            return isDatedAhead(newest.Facts)
                ? new(newest, newestFirst.Skip(1).FirstOrDefault(crl => !isDatedAhead(crl.Facts)) ?? newestFirst.Skip(1).MinBy(crl => crl.Facts.ThisUpdate))
                : new(newest, UntilThen: null);
        }
    }
}

/// <summary>A CRL whose signature was checked. Its entries are not kept: they are read again when they are written.</summary>
internal sealed record ChosenCrl(string Name, StreamedCrl Crl)
{
    public CrlFacts Facts => Crl.Facts;

    /// <param name="number">Its number in the new generation.</param>
    /// <param name="hashes">Receives a hash for each entry.</param>
    /// <param name="places">Receives the place of each entry.</param>
    /// <exception cref="CacheSourceException">The list changed since it was checked.</exception>
    public void Write(GenerationWriter writer, int number, Memory<ulong> hashes, Memory<uint> places)
    {
        try
        {
            CachedCrls.Write(writer, number, Crl, hashes, places);
        }
        catch (CrlException changed)
        {
            throw new CacheSourceException(new($"{Name} thay đổi trong khi đang đọc.", $"{Name} changed while it was read."), changed);
        }
    }
}
