using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.Cache;

/// <summary>Profile, authorities and revocations of a generation.</summary>
internal static class CachedTrust
{
    /// <exception cref="CacheException">A row is damaged or missing.</exception>
    public static (CardProfile Profile, TrustStore Trust) Read(GenerationFile file, CacheCounts counts)
    {
        var revocations = CachedRevocations.Load(file, counts);
        var facts = CachedCrls.ReadFacts(file);
        if (facts.Count != counts.Crls || facts.Sum(crl => crl.EntryCount) != counts.Revocations)
        {
            throw file.Damaged(GenerationTables.Crls, $"there are {facts.Count} CRLs, not {counts.Crls}, or their entries are not {counts.Revocations}.");
        }

        var crls = facts.Select((crl, number) => new CheckedCrl(crl, new CachedCrlEntries(file, revocations, number, crl))).ToList();
        try
        {
            var profile = CardProfile.Parse(file.Get(GenerationTables.Profile, GenerationTables.OnlyRow).Span, $"{file.Path}, table {GenerationTables.Profile}");
            var trust = TrustStore.Create(
                profile,
                Certificates(file, GenerationTables.Anchors, counts.Anchors),
                Certificates(file, GenerationTables.Issuers, counts.Issuers),
                crls,
                revocations.Index);
            return (profile, trust);
        }
        catch (CardProfileException e)
        {
            throw new CacheException(CacheFault.Damaged, e.Sentence, e);
        }
        catch (CertificateException e)
        {
            throw file.Damaged(GenerationTables.Issuers, $"an authority cannot be used: {e.Message}", e);
        }
    }

    private static List<ReadOnlyMemory<byte>> Certificates(GenerationFile file, string table, int count)
    {
        var certificates = file.Scan(table).Select(row => row.Value).ToList();
        return certificates.Count == count ? certificates : throw file.Damaged(table, $"there are {certificates.Count} rows, not {count}.");
    }
}
