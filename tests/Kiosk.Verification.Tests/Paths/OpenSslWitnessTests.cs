using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.Tests.Paths;

/// <summary>Compares the same cases with OpenSSL. Any difference not listed and justified here fails the test.</summary>
public sealed class OpenSslWitnessTests
{
    private const int Seed = 20261125;
    private const int ChainsOfEachCase = 3;

    /// <summary>By case: our result where OpenSSL's is the opposite, and why ours is right.</summary>
    private static readonly Dictionary<string, (bool IsValidHere, string Because)> Differences = new(StringComparer.Ordinal)
    {
        ["keyCertSign without a CA"] = (false, "RFC 5280, 4.2.1.3 forbids it to issuers; OpenSSL looks at it only under -x509_strict."),
        ["an empty subject with a name that is not critical"] = (false, "RFC 5280, 4.1.2.6 forbids it to issuers; OpenSSL looks at it only under -x509_strict."),
        ["a wildcard over an excluded host"] = (false, "The wildcard stands for the excluded host too; OpenSSL takes its asterisk for a label of its own."),
        ["the last second of validity"] = (true, "RFC 5280, 4.1.2.5 includes notAfter; OpenSSL's comparison takes equal for past."),
    };

    [FactWithTool("openssl")]
    public async Task A_few_hundred_chains_are_judged_as_OpenSSL_judges_them()
    {
        using var folder = new TestFolder();
        var random = new Random(Seed);
        var chains = WitnessCases.All
            .SelectMany(mutated => Enumerable.Range(0, ChainsOfEachCase).Select(_ => WitnessPlan.Bend(mutated.Key, mutated.Value, random)))
            .ToArray();
        var answers = new bool[chains.Length];

        await Parallel.ForAsync(0, chains.Length, async (number, cancellationToken) => answers[number] = await AskOpenSslAsync(folder, number, chains[number], cancellationToken));

        var differences = chains.Zip(answers)
            .Select(pair => (pair.First.Name, OpenSsl: pair.Second, Ours: AskOurs(pair.First)))
            .Where(answer => answer.OpenSsl != answer.Ours)
            .ToLookup(answer => answer.Name, answer => answer.Ours, StringComparer.Ordinal);
        Assert.Equal(Differences.Keys.Order(StringComparer.Ordinal), differences.Select(difference => difference.Key).Order(StringComparer.Ordinal));
        Assert.All(differences, difference => Assert.All(difference, isValid => Assert.True(isValid == Differences[difference.Key].IsValidHere, Differences[difference.Key].Because)));
        Assert.InRange(answers.Count(isValid => isValid), chains.Length / 4, 3 * chains.Length / 4);
    }

    private static bool AskOurs(WitnessChain chain) => new PathVerifier(
        [Parse(chain.Root)],
        [.. chain.Authorities.Select(Parse)],
        [.. chain.Lists.Select(ParseList).OfType<PathCrl>()],
        chain.Inputs,
        TestPki.Now).Verify(Parse(chain.Target)) is PathVerdict.Valid;

    private static PathCertificate Parse(byte[] certificate) => new(Certificate.Parse(certificate, X509Reading.Tolerant));

    /// <summary>An unreadable CRL counts as missing, as in the command.</summary>
    private static PathCrl? ParseList(byte[] list)
    {
        try
        {
            return new PathCrl(CrlParser.Parse(list, X509Reading.Tolerant));
        }
        catch (CrlException)
        {
            return null;
        }
    }

    private static async Task<bool> AskOpenSslAsync(TestFolder folder, int number, WitnessChain chain, CancellationToken cancellationToken)
    {
        string Write(string kind, string label, IEnumerable<byte[]> blocks)
        {
            var path = Path.Combine(folder.Path, $"{number}.{kind}.pem");
            File.WriteAllText(path, string.Concat(blocks.Select(block => PemEncoding.WriteString(label, block) + "\n")), Encoding.ASCII);
            return path;
        }

        List<string> arguments =
        [
            "verify", "-no-CApath", "-no-CAstore", "-crl_check_all", "-extended_crl", "-attime", TestPki.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "-CAfile", Write("root", "CERTIFICATE", [chain.Root]), "-untrusted", Write("cas", "CERTIFICATE", chain.Authorities),
        ];
        if (chain.Lists.Length > 0)
        {
            arguments.AddRange(["-CRLfile", Write("crls", "X509 CRL", chain.Lists)]);
        }

        arguments.AddRange(chain.Inputs.InitialPolicies.SelectMany(policy => new[] { "-policy", policy }));
        arguments.AddRange(chain.Inputs.InitialExplicitPolicy ? ["-explicit_policy"] : ["-policy_check"]);
        arguments.AddRange(chain.Inputs.InitialAnyPolicyInhibit ? ["-inhibit_any"] : []);
        arguments.AddRange(chain.Inputs.InitialPolicyMappingInhibit ? ["-inhibit_map"] : []);
        arguments.Add(Write("target", "CERTIFICATE", [chain.Target]));
        return (await ChildProcess.RunAsync("openssl", arguments).WaitAsync(cancellationToken)).ExitCode == 0;
    }
}
