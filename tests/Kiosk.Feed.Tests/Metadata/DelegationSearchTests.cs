using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Tests.Metadata;

/// <summary>Graphs are written as "delegator&gt;role", with "!" for a terminating delegation; every role is trusted for every path.</summary>
public sealed class DelegationSearchTests
{
    private static readonly TargetFile File = TargetFile.Of("x"u8);

    [Theory]
    [InlineData("targets>A", "targets A")]
    [InlineData("targets>A targets>B", "targets A B")]
    [InlineData("targets>A targets>B B>C", "targets A B C")]
    [InlineData("targets>A targets>B A>C A>D", "targets A C D B")]
    [InlineData("targets>A targets>B A>C C>D", "targets A C D B")]
    [InlineData("targets>A targets>B A>C! A>D", "targets A C")]
    [InlineData("targets>A targets>B A>C! C>D", "targets A C D")]
    [InlineData("targets>A targets>B B>C C>D D>B", "targets A B C D")]
    [InlineData("targets>A targets>B B>C A>C", "targets A C B")]
    [InlineData("targets>targets", "targets")]
    public void Roles_are_visited_in_pre_order(string graph, string expected) => Assert.Equal(expected, string.Join(' ', Visits(graph, new("missing"))));

    [Fact]
    public void The_first_role_that_lists_the_path_ends_the_search()
    {
        var search = new DelegationSearch("found");

        search.TryNext(out var step);

        Assert.Equal((RoleName.Targets, RoleName.Root), (step.Role, step.Delegator));
        Assert.Same(File, search.Visit(step, Role([], ("found", File))));
    }

    [Fact]
    public void The_search_gives_up_after_the_maximum_number_of_roles()
    {
        var graph = string.Join(' ', Enumerable.Range(0, 50).Select(number => $"targets>R{number}"));

        Assert.Equal(1 + 10, Visits(graph, new("missing", 10)).Count);
        Assert.Equal(1 + DelegationSearch.DefaultRoleCount, Visits(graph, new("missing")).Count);
    }

    private static List<string> Visits(string graph, DelegationSearch search)
    {
        var edges = graph.Split(' ').Select(edge => edge.Split('>')).ToLookup(edge => edge[0], edge => edge[1], StringComparer.Ordinal);
        var visits = new List<string>();
        while (search.TryNext(out var step))
        {
            visits.Add(step.Role);
            Assert.Null(search.Visit(step, Role(edges[step.Role])));
        }

        return visits;
    }

    private static TargetsMetadata Role(IEnumerable<string> children, params (string Path, TargetFile File)[] files) => new(
        1,
        DateTimeOffset.UnixEpoch,
        files.ToDictionary(file => file.Path, file => file.File, StringComparer.Ordinal),
        new(
            new Dictionary<string, TufKey>(StringComparer.Ordinal),
            [.. children.Select(child => new DelegatedRole(child.TrimEnd('!'), new([], 1), child.EndsWith('!'), DelegationScope.Paths.Of("*")))]));
}
