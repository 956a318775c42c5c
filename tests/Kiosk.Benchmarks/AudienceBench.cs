using System.Security.Cryptography;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Testing.Cache;

namespace Kiosk.Benchmarks;

/// <summary>What sealing adds to an import: unwrapping the province's key and opening and checking every line of its rosters, compared with importing its members.</summary>
internal static class AudienceBench
{
    private const int MeetingCount = 10;
    private const int Invited = 1_500;

    public static Figure Run(int rounds, Action importMembers)
    {
        var audience = AudienceKey.Create(TestCacheSource.Province.Text, epoch: 1);
        var wrapped = AudienceWrap.Seal(audience, TestDevice.Reader);
        var rosters = ProvinceSealing.Rosters(audience, Enumerable.Range(0, MeetingCount).SelectMany(Roster)).Rows;
        return SideBySide.Measure(1, rounds, () => Open(wrapped, rosters), importMembers).ToFigure($"sync.open-{MeetingCount * Invited / 1000}k-invitations", 0.1);
    }

    private static void Open(byte[] wrapped, IReadOnlyCollection<SetRow> rosters)
    {
        using var rules = DataClass.Rosters.NewRules(TestDevice.Unwrap(TestCacheSource.Province.Text, wrapped));
        foreach (var row in rosters)
        {
            rules.Check(row.Key.Span, row.Value.Span);
        }

        rules.Complete();
    }

    private static IEnumerable<Invitation> Roster(int meeting) => Enumerable.Range(0, Invited).Select(line => new Invitation(
        $"dai-hoi-{meeting}",
        new(CardTag.FromBytes(RandomNumberGenerator.GetBytes(CardTag.Length)), AttendeeClass.DelegateElected, null, new Seat("A", $"{line / 20}", $"{line % 20}"), "Chi bộ Trường học", null)));
}
