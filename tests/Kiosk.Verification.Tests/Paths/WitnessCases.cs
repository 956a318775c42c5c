using System.Security.Cryptography.X509Certificates;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;
using static Kiosk.Verification.Tests.Paths.PathTest;

namespace Kiosk.Verification.Tests.Paths;

/// <summary>The named mutations of a chain for comparing validators, including harmless ones.</summary>
internal static class WitnessCases
{
    public static IReadOnlyDictionary<string, Action<WitnessPlan>> All { get; } = new Dictionary<string, Action<WitnessPlan>>(StringComparer.Ordinal)
    {
        // Valid chains and harmless variations.
        ["in order"] = _ => { },
        ["an unknown extension"] = plan => plan.Extend(plan.Target, ChainExtensions.Unknown(critical: false)),
        ["a CA without key usage"] = plan => plan.Remove(plan.AnyAuthority, Oids.KeyUsage),
        ["a path length that suffices"] = plan => plan.Replace(0, ChainExtensions.Authority(plan.Target - 1)),
        ["a name in another case"] = plan => plan.Line[plan.Target] = plan.Line[plan.Target] with { IssuerName = new($"cn=ca  {plan.Target}, O=WITNESS") },
        ["a target that is a CA"] = plan => plan.Extend(plan.Target, ChainExtensions.Authority(), ChainExtensions.AuthorityUsage),
        ["the last second of validity"] = plan => plan.Line[plan.Target] = plan.Line[plan.Target] with { NotAfter = TestPki.Now },
        ["the first second of validity"] = plan => plan.Line[plan.Target] = plan.Line[plan.Target] with { NotBefore = TestPki.Now },

        // Signatures, validity, names.
        ["a target with a broken signature"] = plan => plan.BrokenSignatures.Add(plan.Target),
        ["a CA with a broken signature"] = plan => plan.BrokenSignatures.Add(plan.AnyAuthority),
        ["an expired target"] = plan => plan.Line[plan.Target] = plan.Line[plan.Target] with { NotAfter = TestPki.Now.AddSeconds(-1) },
        ["an expired CA"] = plan => plan.Line[0] = plan.Line[0] with { NotAfter = TestPki.Yesterday },
        ["a target of tomorrow"] = plan => plan.Line[plan.Target] = plan.Line[plan.Target] with { NotBefore = TestPki.Now.AddSeconds(1) },
        ["a CA of tomorrow"] = plan => plan.Line[0] = plan.Line[0] with { NotBefore = TestPki.Now.AddDays(1) },
        ["another issuer's name"] = plan => plan.Line[plan.Target] = plan.Line[plan.Target] with { IssuerName = new("CN=Somebody Else") },

        // Basic constraints, key usage, critical extensions.
        ["a CA without basic constraints"] = plan => plan.Remove(plan.AnyAuthority, Oids.BasicConstraints),
        ["a CA that is none"] = plan => plan.Replace(plan.AnyAuthority, new X509BasicConstraintsExtension(false, false, 0, true)),
        ["a CA that may not sign certificates"] = plan => plan.Replace(plan.AnyAuthority, ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)),
        ["a path length exceeded"] = plan => ExceedPathLength(plan),
        ["a self-issued CA below path length 0"] = plan => RollOver(plan),
        ["an unknown critical extension of the target"] = plan => plan.Extend(plan.Target, ChainExtensions.Unknown(critical: true)),
        ["an unknown critical extension of a CA"] = plan => plan.Extend(plan.AnyAuthority, ChainExtensions.Unknown(critical: true)),
        ["keyCertSign without a CA"] = plan => plan.Extend(plan.Target, ChainExtensions.Usage(X509KeyUsageFlags.KeyCertSign)),

        // Name constraints.
        ["a permitted host"] = plan => Name(plan, ["dns:example.com"], [], "dns:www.example.com"),
        ["a host that is not permitted"] = plan => Name(plan, ["dns:example.com"], [], "dns:www.example.org"),
        ["an excluded host"] = plan => Name(plan, [], ["dns:example.com"], "dns:www.example.com"),
        ["a host beside the excluded one"] = plan => Name(plan, [], ["dns:example.com"], "dns:www.example.org"),
        ["a wildcard over an excluded host"] = plan => Name(plan, [], ["dns:www.example.com"], "dns:*.example.com"),
        ["a permitted mailbox"] = plan => Name(plan, ["mail:example.com"], [], "mail:box@example.com"),
        ["a mailbox that is not permitted"] = plan => Name(plan, ["mail:example.com"], [], "mail:box@example.org"),
        ["a permitted URI"] = plan => Name(plan, ["uri:.example.com"], [], "uri:https://www.example.com/"),
        ["a URI that is not permitted"] = plan => Name(plan, ["uri:.example.com"], [], "uri:https://www.example.org/"),
        ["a permitted address"] = plan => Name(plan, ["ip:C0000200FFFFFF00"], [], "ip:C0000201"),
        ["an excluded address"] = plan => Name(plan, [], ["ip:C0000200FFFFFF00"], "ip:C0000201"),
        ["a permitted directory name"] = plan => Name(plan, ["dir:O=Witness"], [], "dns:example.com"),
        ["a directory name that is not permitted"] = plan => Name(plan, ["dir:O=Somebody"], [], "dns:example.com"),
        ["an empty subject with a name that is not critical"] = plan =>
            plan.Line[plan.Target] = plan.Line[plan.Target] with { Name = new(""), Extensions = [ChainExtensions.SubjectAltName(false, "dns:example.com")] },

        // Policies.
        ["the policy that is required"] = plan => Policy(plan, [PolicyA], [PolicyA], [PolicyA]),
        ["another policy than the required"] = plan => Policy(plan, [PolicyA], [PolicyA], [PolicyB]),
        ["a policy that the CAs do not state"] = plan => Policy(plan, [PolicyB], [PolicyA], [PolicyB]),
        ["anyPolicy of the CAs"] = plan => Policy(plan, [PolicyB], [Oids.AnyPolicy], [PolicyB]),
        ["anyPolicy of the CAs, inhibited"] = plan => Policy(plan, [PolicyB], [Oids.AnyPolicy], [PolicyB], inhibitAny: true),
        ["a mapped policy"] = plan => Map(plan, inhibit: false),
        ["a mapped policy, inhibited"] = plan => Map(plan, inhibit: true),
        ["a CA that requires a policy"] = plan => plan.Extend(0, ChainExtensions.PolicyConstraints(0, null)),
        ["a CA that requires a policy of nobody in reach"] = plan => plan.Extend(0, ChainExtensions.PolicyConstraints(9, null)),

        // CRLs.
        ["a revoked target"] = plan => plan.Revoked[plan.LastIssuer] = CrlReason.KeyCompromise,
        ["a target on hold"] = plan => plan.Revoked[plan.LastIssuer] = CrlReason.CertificateHold,
        ["a revoked CA"] = plan => plan.Revoked[0] = CrlReason.CaCompromise,
        ["no list of an issuer"] = plan => plan.MissingLists.Add(plan.AnyIssuer),
        ["a list with a broken signature"] = plan => plan.BrokenLists.Add(plan.AnyIssuer),
        ["a list past its nextUpdate"] = plan => plan.BentLists[plan.AnyIssuer] = list => list.NextUpdate = CrlFields.UtcTime(TestPki.Now.AddSeconds(-1)),
        ["a list of tomorrow"] = plan => plan.BentLists[plan.AnyIssuer] = list => list.ThisUpdate = CrlFields.UtcTime(TestPki.Now.AddDays(1)),
        ["a list with an unknown critical extension"] = plan => plan.BentLists[plan.AnyIssuer] = list =>
            list.Extensions.Add(CertificateForge.Extension(ChainExtensions.UnknownOid, critical: true, [0x05, 0x00])),
        ["a list of a CA that may not sign lists"] = plan => plan.Replace(plan.Target - 1, ChainExtensions.Usage(X509KeyUsageFlags.KeyCertSign)),
        ["a list of users for a user"] = plan => plan.BentLists[plan.LastIssuer] = list => list.Extensions.Add(ChainLists.Limited("30038101FF")),
        ["a list of authorities for a user"] = plan => plan.BentLists[plan.LastIssuer] = list => list.Extensions.Add(ChainLists.Limited("30038201FF")),
        ["a list of users for a CA"] = plan => plan.BentLists[0] = list => list.Extensions.Add(ChainLists.Limited("30038101FF")),
        ["a list for some reasons"] = plan => plan.BentLists[plan.LastIssuer] = list => list.Extensions.Add(ChainLists.Limited("300483020640")),
        ["a list without a number"] = plan => plan.BentLists[plan.LastIssuer] = list => (list.Version, list.Extensions) = ([], []),
        ["a list of another place"] = plan => plan.BentLists[plan.LastIssuer] = list => list.Extensions.Add(ChainLists.Limited("3009A007A0058603612F62")),
    };

    private static void ExceedPathLength(WitnessPlan plan)
    {
        plan.Replace(0, ChainExtensions.Authority(0));
        plan.Line.Insert(1, plan.Line[0] with { Name = new("CN=One Too Many, O=Witness"), Key = 205, Extensions = [ChainExtensions.Authority(), ChainExtensions.AuthorityUsage] });
    }

    private static void RollOver(WitnessPlan plan)
    {
        plan.Line.RemoveRange(1, plan.Target - 1);
        plan.Replace(0, ChainExtensions.Authority(0));
        plan.Line.Insert(1, plan.Line[0] with { Key = 206, Extensions = [ChainExtensions.Authority(0), ChainExtensions.AuthorityUsage] });
    }

    private static void Name(WitnessPlan plan, string[] permitted, string[] excluded, string name)
    {
        plan.Extend(plan.AnyAuthority, ChainExtensions.NameConstraints(permitted, excluded));
        plan.Extend(plan.Target, ChainExtensions.SubjectAltName(false, name));
    }

    private static void Policy(WitnessPlan plan, string[] asked, string[] ofAuthorities, string[] ofTarget, bool inhibitAny = false)
    {
        plan.Inputs = new PathInputs { InitialPolicies = asked, InitialExplicitPolicy = true, InitialAnyPolicyInhibit = inhibitAny };
        plan.StatePolicies(ofAuthorities);
        plan.Extend(plan.Target, ChainExtensions.Policies(ofTarget));
    }

    private static void Map(WitnessPlan plan, bool inhibit)
    {
        plan.Inputs = new PathInputs { InitialPolicies = [PolicyA], InitialExplicitPolicy = true, InitialPolicyMappingInhibit = inhibit };
        plan.StatePolicies(PolicyA);
        plan.Extend(plan.Target - 1, ChainExtensions.Mappings((PolicyA, PolicyB)));
        plan.Extend(plan.Target, ChainExtensions.Policies(PolicyB));
    }
}
