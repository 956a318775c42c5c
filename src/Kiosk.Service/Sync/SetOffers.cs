using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>Loads the sets offered by the provinces' roles.</summary>
/// <param name="problems">Receives each role and file that cannot be used.</param>
internal sealed class SetOffers(TufClient client, FeedOrigin origin, List<DownloadProblem> problems)
{
    /// <exception cref="IOException">The store of metadata cannot be read or written.</exception>
    public async Task<List<SetOffer>> LoadAsync(IEnumerable<ProvinceCode> provinces, CancellationToken cancellationToken)
    {
        var offers = new List<SetOffer>();
        foreach (var province in provinces)
        {
            switch (await client.LoadRoleAsync(province.Role, RoleName.Targets, cancellationToken))
            {
                case RoleOutcome.Loaded { Metadata: var role }:
                    offers.AddRange(Parse(province, role).GroupBy(file => file.Target.Result.DataClass).Select(group => new SetOffer(province, group.Key, [.. group])));
                    break;
                case RoleOutcome.Refused refused:
                    problems.Add(DownloadProblem.Refused(RefusalWording.Sentence(refused.Refusal, province, origin)));
                    break;
                case RoleOutcome.Unreachable unreachable:
                    problems.Add(DownloadProblem.Unreachable(unreachable.Sentence));
                    break;
            }
        }

        return offers;
    }

    private IEnumerable<OfferedFile> Parse(ProvinceCode province, TargetsMetadata role)
    {
        foreach (var (path, file) in role.Targets)
        {
            OfferedFile? offered = null;
            try
            {
                offered = new(SetTargetJson.Parse(path, file.Length, file.Custom ?? default), file);
            }
            catch (TargetFormatException e)
            {
                problems.Add(DownloadProblem.Refused(Phrase.WithDetail($"Một tệp của tỉnh {province} được mô tả sai trong nguồn dữ liệu", e.Message)));
            }

            // A province's role is trusted for its own paths only.
            if (offered?.Target.Result.Province == province)
            {
                yield return offered;
            }
        }
    }
}

/// <summary>The files of one set.</summary>
internal sealed record SetOffer(ProvinceCode Province, DataClass DataClass, IReadOnlyList<OfferedFile> Files);

/// <summary>One file of a set.</summary>
/// <param name="Target">The file's description in the province's role.</param>
internal sealed record OfferedFile(SetTarget Target, TargetFile File);
