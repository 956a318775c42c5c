using System.Security.Cryptography.X509Certificates;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.Tests.Paths;

/// <summary>
/// Compares the same cases with the framework's chain building under CustomRootTrust and NoCheck, to show why the terminal does not rely on it for RFC 5280, 6.1.
/// Excludes revocation, because the framework accepts no CRLs from the caller.
/// </summary>
public sealed class FrameworkWitnessTests
{
    private const int Seed = 20261126;

    /// <summary>By case: the framework's result where ours is the opposite.</summary>
    private static readonly Dictionary<string, bool> Differences = new(StringComparer.Ordinal)
    {
        // A CA's requireExplicitPolicy is ignored unless the caller names a policy, and policy mapping cannot be inhibited.
        ["a CA that requires a policy"] = true,
        ["a mapped policy, inhibited"] = true,

        // Treats notAfter as exclusive (it is inclusive in RFC 5280, 4.1.2.5).
        ["the last second of validity"] = false,

        // Same as OpenSSL without -x509_strict, which the framework uses on this platform.
        ["keyCertSign without a CA"] = true,
        ["an empty subject with a name that is not critical"] = true,
        ["a wildcard over an excluded host"] = true,
    };

    [Fact]
    public void The_frameworks_chain_differs_in_these_cases_and_no_others()
    {
        var random = new Random(Seed);
        var differences = WitnessCases.All
            .Select(mutated => WitnessPlan.Bend(mutated.Key, mutated.Value, random))
            .Where(chain => !chain.Name.Contains("list", StringComparison.Ordinal) && !chain.Name.Contains("revoked", StringComparison.Ordinal) && !chain.Name.Contains("hold", StringComparison.Ordinal))
            .Select(chain => (chain.Name, Framework: AskFramework(chain), Ours: AskOurs(chain)))
            .Where(answer => answer.Framework != answer.Ours)
            .ToDictionary(answer => answer.Name, answer => answer.Framework, StringComparer.Ordinal);

        var unexplained = string.Join("; ", Describe(differences).Except(Describe(Differences), StringComparer.Ordinal));
        var vanished = string.Join("; ", Describe(Differences).Except(Describe(differences), StringComparer.Ordinal));
        Assert.True(unexplained.Length + vanished.Length == 0, $"Not in the table: {unexplained}. In the table only: {vanished}.");
    }

    private static IEnumerable<string> Describe(Dictionary<string, bool> differences) => differences.Select(difference => $"{difference.Key}: {difference.Value}");

    private static bool AskFramework(WitnessChain witness)
    {
        using var root = X509CertificateLoader.LoadCertificate(witness.Root);
        using var target = X509CertificateLoader.LoadCertificate(witness.Target);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = TestPki.Now.UtcDateTime;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        foreach (var authority in witness.Authorities)
        {
            chain.ChainPolicy.ExtraStore.Add(X509CertificateLoader.LoadCertificate(authority));
        }

        foreach (var policy in witness.Inputs.InitialPolicies)
        {
            chain.ChainPolicy.CertificatePolicy.Add(new(policy));
        }

        return chain.Build(target);
    }

    private static bool AskOurs(WitnessChain chain) => new PathVerifier([Parse(chain.Root)], [.. chain.Authorities.Select(Parse)], null, chain.Inputs, TestPki.Now)
        .Verify(Parse(chain.Target)) is PathVerdict.Valid;

    private static PathCertificate Parse(byte[] certificate) => new(Certificate.Parse(certificate, X509Reading.Tolerant));
}
