using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class SetPlanTests
{
    [Fact]
    public void Nothing_is_fetched_for_the_newest_set() =>
        Assert.IsType<SetPlan.UpToDate>(SetPlan.Choose([Snapshot(3, 100), Delta(2, 3, 10)], Hash(3)));

    [Fact]
    public void Without_a_stored_set_the_snapshot_is_fetched() =>
        Assert.Equal(["province/01/members.3.set"], Paths(SetPlan.Choose([Snapshot(3, 100), Delta(2, 3, 10)], null)));

    [Fact]
    public void Deltas_are_used_while_they_are_smaller() =>
        Assert.Equal(
            ["province/01/members.1-2.delta", "province/01/members.2-3.delta"],
            Paths(SetPlan.Choose([Snapshot(3, 100), Delta(2, 3, 40), Delta(1, 2, 40)], Hash(1))));

    [Fact]
    public void The_snapshot_is_used_if_the_deltas_are_larger() =>
        Assert.Equal(["province/01/members.3.set"], Paths(SetPlan.Choose([Snapshot(3, 100), Delta(1, 2, 70), Delta(2, 3, 70)], Hash(1))));

    [Fact]
    public void A_weekly_delta_is_used_if_it_is_smaller_than_the_daily_ones() =>
        Assert.Equal(["province/01/members.1-3.delta"], Paths(SetPlan.Choose([Snapshot(3, 100), Delta(1, 2, 40), Delta(2, 3, 40), Delta(1, 3, 60)], Hash(1))));

    [Fact]
    public void An_older_snapshot_and_a_delta_are_used_if_there_is_no_newer_snapshot() =>
        Assert.Equal(["province/01/members.2.set", "province/01/members.2-3.delta"], Paths(SetPlan.Choose([Snapshot(2, 100), Delta(2, 3, 10)], null)));

    [Fact]
    public void A_delta_does_not_apply_to_its_start_version_with_another_hash() =>
        Assert.Equal(["province/01/members.2.set"], Paths(SetPlan.Choose([Snapshot(2, 100), Delta(1, 2, 10)], Hash(99))));

    [Fact]
    public void A_set_that_cannot_be_reached_is_not_planned()
    {
        Assert.IsType<SetPlan.NotOffered>(SetPlan.Choose([], Hash(1)));
        Assert.IsType<SetPlan.NotOffered>(SetPlan.Choose([Delta(1, 2, 10)], null));
    }

    [Fact]
    public void No_other_route_is_smaller() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte, byte, byte)[]>(), edges =>
        {
            var offered = edges
                .Select(edge => (From: 1 + (edge.Item1 % 5), To: 2 + (edge.Item2 % 5), Weight: 1 + edge.Item3))
                .Where(edge => edge.From < edge.To)
                .Take(8)
                .Select(SetTarget (edge) => Delta(edge.From, edge.To, edge.Weight))
                .Append(Snapshot(6, 300))
                .ToList();

            return SetPlan.Choose(offered, Hash(1)) is SetPlan.Steps steps && steps.Bytes == steps.Targets.Sum(target => target.Packing.Length) && steps.Bytes == Cheapest(offered, 1);
        }).QuickCheckThrowOnFailure();

    private static long Cheapest(List<SetTarget> offered, long at) =>
        at == 6
            ? 0
            : offered.OfType<SetTarget.Delta>().Where(delta => delta.From == at).Select(delta => delta.Packing.Length + Cheapest(offered, delta.Result.Version)).Append(300).Min();

    private static IEnumerable<string> Paths(SetPlan plan) => Assert.IsType<SetPlan.Steps>(plan).Targets.Select(target => target.Path);

    private static SetTarget.Snapshot Snapshot(long version, long length) => new SetTarget.Snapshot(State(version), new(SetEncoding.Identity, length, length));

    private static SetTarget.Delta Delta(long from, long version, long length) => new SetTarget.Delta(from, Hash(from), 1, State(version), new(SetEncoding.Identity, length, length));

    private static SetState State(long version) => new(Sets.Province, DataClass.Members, version, 10, 6, Hash(version));

    private static SetHash Hash(long version) => new(SHA256.HashData([(byte)version]));
}
