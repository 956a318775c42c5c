using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Paths;

/// <summary>
/// The certificate policies for which a path is valid, as the graph of RFC 9618: one node per policy and depth, so that its size is linear in the certificates'
/// content, while the tree of RFC 5280 (6.1.2 a) can double with every certificate. Immutable, so paths can share nodes: childless nodes are not pruned but
/// are unreachable from the last depth.
/// </summary>
internal sealed class PolicyGraph
{
    /// <summary>The nodes at the last depth, by valid_policy; never empty.</summary>
    private readonly Dictionary<string, Node> last;

    private PolicyGraph(Dictionary<string, Node> last) => this.last = last;

    /// <summary>The graph before the first certificate: anyPolicy at depth zero.</summary>
    public static PolicyGraph Initial { get; } =
        new(new(StringComparer.Ordinal) { [Oids.AnyPolicy] = new Node(Oids.AnyPolicy, [], [Oids.AnyPolicy]) });

    /// <summary>Adds a depth for a certificate with policies (RFC 9618, 5.3 d).</summary>
    /// <param name="anyPolicyCounts">Whether anyPolicy may match the expected policies.</param>
    /// <returns>Null if no policy is left.</returns>
    public PolicyGraph? Add(IReadOnlyList<string> policies, bool anyPolicyCounts)
    {
        var expecting = new Dictionary<string, List<Node>>(StringComparer.Ordinal);
        foreach (var node in last.Values)
        {
            foreach (var expected in node.ExpectedPolicies)
            {
                (expecting.TryGetValue(expected, out var nodes) ? nodes : expecting[expected] = []).Add(node);
            }
        }

        var next = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var policy in policies.Where(policy => policy != Oids.AnyPolicy))
        {
            if (expecting.TryGetValue(policy, out var parents) || expecting.TryGetValue(Oids.AnyPolicy, out parents))
            {
                next[policy] = new Node(policy, parents, [policy]);
            }
        }

        if (anyPolicyCounts && policies.Contains(Oids.AnyPolicy))
        {
            foreach (var (policy, parents) in expecting)
            {
                next.TryAdd(policy, new Node(policy, parents, [policy]));
            }
        }

        return next.Count == 0 ? null : new PolicyGraph(next);
    }

    /// <summary>Applies a CA's mappings to the last depth (RFC 9618, 5.4 b).</summary>
    /// <returns>Null if mappings are inhibited and no policy is left.</returns>
    public PolicyGraph? Map(IReadOnlyList<PolicyMapping> mappings, bool isAllowed)
    {
        if (mappings.Count == 0)
        {
            return this;
        }

        var mapped = new Dictionary<string, Node>(last, StringComparer.Ordinal);
        foreach (var (policy, subjectPolicies) in mappings
            .GroupBy(mapping => mapping.IssuerDomainPolicy, StringComparer.Ordinal)
            .Select(same => (same.Key, same.Select(mapping => mapping.SubjectDomainPolicy).Distinct(StringComparer.Ordinal).ToArray())))
        {
            if (!isAllowed)
            {
                mapped.Remove(policy);
            }
            else if (last.TryGetValue(policy, out var node))
            {
                mapped[policy] = new Node(policy, node.Parents, subjectPolicies);
            }
            else if (last.TryGetValue(Oids.AnyPolicy, out var anyPolicy))
            {
                mapped[policy] = new Node(policy, anyPolicy.Parents, subjectPolicies);
            }
        }

        return mapped.Count == 0 ? null : new PolicyGraph(mapped);
    }

    /// <summary>
    /// The policies of the anchor's domain for which the path is valid, limited to the acceptable ones (RFC 9618, 5.5 g: user_constrained_policy_set).
    /// </summary>
    /// <param name="initialPolicies">The user-initial-policy-set; empty for any-policy.</param>
    /// <returns>Sorted; contains anyPolicy if every policy is valid.</returns>
    public IReadOnlyList<string> ConstrainedTo(IReadOnlyCollection<string> initialPolicies)
    {
        var valid = AuthorityConstrained();
        if (initialPolicies.Count > 0 && !initialPolicies.Contains(Oids.AnyPolicy))
        {
            valid = valid.Contains(Oids.AnyPolicy) ? [.. initialPolicies] : [.. valid.Intersect(initialPolicies, StringComparer.Ordinal)];
        }

        return [.. valid.Order(StringComparer.Ordinal)];
    }

    /// <summary>The policies that lead from anyPolicy to the last depth.</summary>
    private HashSet<string> AuthorityConstrained()
    {
        var valid = new HashSet<string>(StringComparer.Ordinal);
        var reached = new HashSet<Node>(last.Values);
        var waiting = new Stack<Node>(last.Values);
        while (waiting.TryPop(out var node))
        {
            if (node.Policy != Oids.AnyPolicy && node.Parents.All(parent => parent.Policy == Oids.AnyPolicy))
            {
                valid.Add(node.Policy);
            }

            foreach (var parent in node.Parents.Where(reached.Add))
            {
                waiting.Push(parent);
            }
        }

        if (last.ContainsKey(Oids.AnyPolicy))
        {
            valid.Add(Oids.AnyPolicy);
        }

        return valid;
    }

    private sealed class Node(string policy, IReadOnlyList<Node> parents, IReadOnlyList<string> expectedPolicies)
    {
        public string Policy { get; } = policy;

        /// <summary>The parents at the previous depth; empty for the first node.</summary>
        public IReadOnlyList<Node> Parents { get; } = parents;

        public IReadOnlyList<string> ExpectedPolicies { get; } = expectedPolicies;
    }
}
