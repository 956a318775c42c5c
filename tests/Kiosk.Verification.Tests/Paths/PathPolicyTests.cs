using Kiosk.Testing.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Reasons;
using static Kiosk.Verification.Tests.Paths.PathTest;

namespace Kiosk.Verification.Tests.Paths;

public sealed class PathPolicyTests
{
    private static readonly ChainMember Root = ChainMember.Root("CN=Root");
    private static readonly PathInputs Explicit = new() { InitialExplicitPolicy = true };

    [Fact]
    public void A_policy_stated_all_the_way_is_found()
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.Policies(PolicyA, PolicyB));

        Assert.Equal([PolicyA], PoliciesOf([authority], authority.Target("CN=T", ChainExtensions.Policies(PolicyA, PolicyC)), Explicit));
    }

    [Fact]
    public void Without_a_common_policy_only_an_explicit_demand_fails()
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.Policies(PolicyA));
        var target = authority.Target("CN=T", ChainExtensions.Policies(PolicyB));

        Assert.Empty(PoliciesOf([authority], target));
        Assert.Equal(ReasonCode.CertPolicy, CodeOf(Verify(Root, [authority], target, Explicit)));
    }

    [Fact]
    public void What_is_asked_for_is_cut_out_of_what_is_stated()
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.Policies(PolicyA, PolicyB));
        var target = authority.Target("CN=T", ChainExtensions.Policies(PolicyA, PolicyB));

        Assert.Equal([PolicyB], PoliciesOf([authority], target, Explicit with { InitialPolicies = [PolicyB, PolicyC] }));
        Assert.Equal(ReasonCode.CertPolicy, CodeOf(Verify(Root, [authority], target, Explicit with { InitialPolicies = [PolicyC] })));
    }

    [Fact]
    public void AnyPolicy_stands_for_what_is_asked_for_until_it_is_inhibited()
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.Policies(Oids.AnyPolicy));
        var target = authority.Target("CN=T", ChainExtensions.Policies(PolicyA));

        Assert.Equal([PolicyA], PoliciesOf([authority], target, Explicit));
        Assert.Equal(ReasonCode.CertPolicy, CodeOf(Verify(Root, [authority], target, Explicit with { InitialAnyPolicyInhibit = true })));
    }

    [Theory]
    [InlineData(0, ReasonCode.CertPolicy)]
    [InlineData(1, ReasonCode.None)]
    public void A_CA_inhibits_anyPolicy_below_it(int skipCerts, object code)
    {
        var upper = Root.Authority("CN=Upper", 2, ChainExtensions.Policies(PolicyA), ChainExtensions.InhibitAnyPolicy(skipCerts));
        var lower = upper.Authority("CN=Lower", 3, ChainExtensions.Policies(Oids.AnyPolicy));

        Assert.Equal((ReasonCode)code, CodeOf(Verify(Root, [upper, lower], lower.Target("CN=T", ChainExtensions.Policies(PolicyA)), Explicit)));
    }

    [Theory]
    [InlineData(0, ReasonCode.CertPolicy)]
    [InlineData(1, ReasonCode.CertPolicy)]
    [InlineData(2, ReasonCode.None)]
    public void A_CA_requires_a_policy_from_some_depth_on(int skipCerts, object code)
    {
        var upper = Root.Authority("CN=Upper", 2, ChainExtensions.PolicyConstraints(skipCerts, null));

        Assert.Equal((ReasonCode)code, CodeOf(Verify(Root, [upper], upper.Target("CN=T"))));
    }

    [Fact]
    public void Constraints_on_policies_hold_whether_or_not_they_are_critical()
    {
        var upper = Root.Authority("CN=Upper", 2, ChainExtensions.NotCritical(ChainExtensions.PolicyConstraints(0, null)));
        var inhibiting = Root.Authority("CN=Inhibiting", 2, ChainExtensions.Policies(PolicyA), ChainExtensions.NotCritical(ChainExtensions.InhibitAnyPolicy(0)));
        var lower = inhibiting.Authority("CN=Lower", 3, ChainExtensions.Policies(Oids.AnyPolicy));
        var mapping = Root.Authority("CN=Mapping", 2, ChainExtensions.Policies(PolicyA), ChainExtensions.NotCritical(ChainExtensions.PolicyConstraints(null, 0)));
        var mapped = mapping.Authority("CN=Mapped", 3, ChainExtensions.Policies(PolicyA), ChainExtensions.NotCritical(ChainExtensions.Mappings((PolicyA, PolicyB))));

        Assert.Equal(ReasonCode.CertPolicy, CodeOf(Verify(Root, [upper], upper.Target("CN=T"))));
        Assert.Equal(ReasonCode.CertPolicy, CodeOf(Verify(Root, [inhibiting, lower], lower.Target("CN=T", ChainExtensions.Policies(PolicyA)), Explicit)));
        Assert.Equal(ReasonCode.CertPolicy, CodeOf(Verify(Root, [mapping, mapped], mapped.Target("CN=T", ChainExtensions.Policies(PolicyB)), Explicit)));
    }

    [Fact]
    public void A_mapping_carries_a_policy_into_another_domain()
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.Policies(PolicyA), ChainExtensions.Mappings((PolicyA, PolicyB)));
        var target = authority.Target("CN=T", ChainExtensions.Policies(PolicyB));

        Assert.Equal([PolicyA], PoliciesOf([authority], target, Explicit));
        Assert.Equal(ReasonCode.CertPolicy, CodeOf(Verify(Root, [authority], target, Explicit with { InitialPolicyMappingInhibit = true })));
    }

    [Theory]
    [InlineData(0, ReasonCode.CertPolicy)]
    [InlineData(1, ReasonCode.None)]
    public void A_CA_inhibits_mappings_below_it(int skipCerts, object code)
    {
        var upper = Root.Authority("CN=Upper", 2, ChainExtensions.Policies(PolicyA), ChainExtensions.PolicyConstraints(null, skipCerts));
        var lower = upper.Authority("CN=Lower", 3, ChainExtensions.Policies(PolicyA), ChainExtensions.Mappings((PolicyA, PolicyB)));

        Assert.Equal((ReasonCode)code, CodeOf(Verify(Root, [upper, lower], lower.Target("CN=T", ChainExtensions.Policies(PolicyB)), Explicit)));
    }

    [Fact]
    public void AnyPolicy_is_never_mapped()
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.Policies(PolicyA), ChainExtensions.Mappings((Oids.AnyPolicy, PolicyB)));

        Assert.Equal(ReasonCode.CertPolicy, CodeOf(Verify(Root, [authority], authority.Target("CN=T"))));
    }

    [Fact]
    public void Policies_that_would_double_a_tree_with_every_certificate_cost_a_graph_little()
    {
        // Each level maps both policies to both: exponential growth in the tree of RFC 5280, two nodes per level in the graph of RFC 9618.
        var graph = PolicyGraph.Initial;
        PolicyMapping[] doubling = [new(PolicyA, PolicyA), new(PolicyA, PolicyB), new(PolicyB, PolicyA), new(PolicyB, PolicyB)];
        for (var depth = 0; depth < 2_000; depth++)
        {
            graph = graph.Add([PolicyA, PolicyB], anyPolicyCounts: true)!.Map(doubling, isAllowed: true)!;
        }

        Assert.Equal([PolicyA, PolicyB], graph.ConstrainedTo([]));
    }

    private static IReadOnlyList<string> PoliciesOf(ChainMember[] authorities, ChainMember target, PathInputs? inputs = null) =>
        Assert.IsType<PathVerdict.Valid>(Verify(Root, authorities, target, inputs)).Path.Policies;
}
