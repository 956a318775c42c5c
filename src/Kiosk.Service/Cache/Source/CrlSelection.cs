using Kiosk.Verification;
using Kiosk.Verification.Crls;

namespace Kiosk.Service.Cache.Source;

/// <summary>
/// Chooses for each issuer key the newest good CRL among the files and the CRLs of the generation before. What a file cannot replace stays: neither a forged, nor
/// a damaged, nor an older list, nor a missing one takes a revocation back.
/// </summary>
internal sealed class CrlSelection
{
    private readonly Dictionary<string, ChosenCrl> chosen = new(StringComparer.Ordinal);
    private readonly List<string> refused = [];

    private CrlSelection()
    {
    }

    /// <summary>In the order of their issuers' key hashes.</summary>
    public IReadOnlyList<ChosenCrl> Chosen => [.. chosen.OrderBy(crl => crl.Key, StringComparer.Ordinal).Select(crl => crl.Value)];

    /// <summary>One sentence for each list that was not taken, other than those that a newer one of their issuer replaces.</summary>
    public IReadOnlyList<string> Refused => refused;

    /// <param name="previous">The generation in force, or null.</param>
    /// <param name="authorities">Everybody who may have signed a CRL.</param>
    /// <exception cref="CacheException">A CRL of the generation before cannot be read.</exception>
    public static CrlSelection Choose(
        IReadOnlyList<NamedFile> files,
        GenerationFile? previous,
        IReadOnlyList<Certificate> authorities,
        CardProfile profile,
        CancellationToken cancellationToken)
    {
        var selection = new CrlSelection();
        for (var number = 0; previous is not null && number < CachedCrls.ReadFacts(previous).Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var stored = number;
            selection.Consider($"the stored CRL {stored + 1}", () => CachedCrls.OpenDer(previous, stored), authorities, profile);
        }

        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            selection.Consider(file.Name, () => CrlFile.Open(file), authorities, profile);
        }

        return selection;
    }

    private void Consider(string name, Func<Stream> open, IReadOnlyList<Certificate> authorities, CardProfile profile)
    {
        try
        {
            Consider(new(name, StreamedCrl.Check(open, authorities, profile.Algorithms)));
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

    private void Consider(ChosenCrl candidate)
    {
        var key = Convert.ToHexStringLower(candidate.Facts.IssuerKeyHash.Span);
        if (!chosen.TryGetValue(key, out var holder) || holder.Facts.IsOlderThan(candidate.Facts))
        {
            chosen[key] = candidate;
        }
        else if (candidate.Facts.IsOlderThan(holder.Facts))
        {
            refused.Add($"{candidate.Name} is refused: {Describe(candidate.Facts)} is older than {Describe(holder.Facts)} in {holder.Name}.");
        }
        else if (!candidate.Crl.Digest.Span.SequenceEqual(holder.Crl.Digest.Span))
        {
            refused.Add($"{candidate.Name} is refused: it is {Describe(candidate.Facts)} as {holder.Name} is, with other content.");
        }
    }

    private static string Describe(CrlFacts facts) =>
        facts.CrlNumber is null ? $"the CRL of {facts.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}" : $"CRL number {facts.CrlNumber}";
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
            throw new CacheSourceException($"{Name} changed while it was read.", changed);
        }
    }
}
