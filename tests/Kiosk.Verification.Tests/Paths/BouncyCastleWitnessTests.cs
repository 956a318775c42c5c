using Kiosk.Testing.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;
using Org.BouncyCastle.Pkix;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities.Collections;
using Org.BouncyCastle.X509;

namespace Kiosk.Verification.Tests.Paths;

/// <summary>Compares all cases with BouncyCastle's validator, which shares no code with OpenSSL or the framework. Any difference not listed and justified here fails the test.</summary>
public sealed class BouncyCastleWitnessTests
{
    private const int Seed = 20261129;
    private const int ChainsOfEachCase = 3;

    /// <summary>By case: our result where BouncyCastle's is the opposite, and why ours is right.</summary>
    private static readonly Dictionary<string, (bool IsValidHere, string Because)> Differences = new(StringComparer.Ordinal)
    {
        ["keyCertSign without a CA"] = (false, "RFC 5280, 4.2.1.3 forbids it to issuers; BouncyCastle, as section 6.1, does not look at it in a target."),
        ["an empty subject with a name that is not critical"] = (false, "RFC 5280, 4.1.2.6 forbids it to issuers; BouncyCastle, as section 6.1, does not look at it."),
        ["a wildcard over an excluded host"] = (false, "The wildcard stands for the excluded host too; BouncyCastle takes its asterisk for a label of its own."),
        ["a list of tomorrow"] = (false, "RFC 5280, 5.1.2.4: thisUpdate is when the list was issued, so one of tomorrow is none of today's; BouncyCastle looks at nextUpdate alone."),
    };

    [Fact]
    public void A_few_hundred_chains_are_judged_as_BouncyCastle_judges_them()
    {
        var random = new Random(Seed);
        var chains = WitnessCases.All
            .SelectMany(mutated => Enumerable.Range(0, ChainsOfEachCase).Select(_ => WitnessPlan.Bend(mutated.Key, mutated.Value, random)))
            .ToArray();

        var answers = chains.Select(chain => (chain.Name, BouncyCastle: AskBouncyCastle(chain), Ours: AskOurs(chain))).ToArray();

        var differences = answers.Where(answer => answer.BouncyCastle != answer.Ours).ToLookup(answer => answer.Name, answer => answer.Ours, StringComparer.Ordinal);
        Assert.Equal(Differences.Keys.Order(StringComparer.Ordinal), differences.Select(difference => difference.Key).Order(StringComparer.Ordinal));
        Assert.All(differences, difference => Assert.All(difference, isValid => Assert.True(isValid == Differences[difference.Key].IsValidHere, Differences[difference.Key].Because)));
        Assert.InRange(answers.Count(answer => answer.BouncyCastle), chains.Length / 4, 3 * chains.Length / 4);
    }

    private static bool AskBouncyCastle(WitnessChain chain)
    {
        try
        {
            var parser = new X509CertificateParser();
            var parameters = new PkixParameters(new HashSet<TrustAnchor> { new(parser.ReadCertificate(chain.Root), null) })
            {
                Date = TestPki.Now.UtcDateTime,
                IsExplicitPolicyRequired = chain.Inputs.InitialExplicitPolicy,
                IsAnyPolicyInhibited = chain.Inputs.InitialAnyPolicyInhibit,
                IsPolicyMappingInhibited = chain.Inputs.InitialPolicyMappingInhibit,
            };
            parameters.SetInitialPolicies(new HashSet<string>(chain.Inputs.InitialPolicies));
            parameters.AddStoreCrl(CollectionUtilities.CreateStore(chain.Lists.Select(new X509CrlParser().ReadCrl)));
            var path = new PkixCertPath(chain.Authorities.Append(chain.Target).Reverse().Select(parser.ReadCertificate).ToList());
            new PkixCertPathValidator().Validate(path, parameters);
            return true;
        }
        catch (GeneralSecurityException)
        {
            return false;
        }
    }

    private static bool AskOurs(WitnessChain chain) => new PathVerifier(
        [Parse(chain.Root)],
        [.. chain.Authorities.Select(Parse)],
        [.. chain.Lists.Select(ParseList).OfType<PathCrl>()],
        chain.Inputs,
        TestPki.Now).Verify(Parse(chain.Target)) is PathVerdict.Valid;

    private static PathCertificate Parse(byte[] certificate) => new(Certificate.Parse(certificate, X509Reading.Tolerant));

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
}
