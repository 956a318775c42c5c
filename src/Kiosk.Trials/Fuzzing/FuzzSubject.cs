using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;

namespace Kiosk.Trials.Fuzzing;

/// <summary>What is fuzzed: the terminal's own judgement, or what a test of the fuzzer puts in its place.</summary>
/// <param name="Verify">Judges a card's evidence.</param>
/// <param name="Check">Parses and checks a revocation list by its possible issuers; throws <see cref="CrlException"/> where it refuses it.</param>
internal sealed record FuzzSubject(VerifyEvidence Verify, Func<ReadOnlyMemory<byte>, IReadOnlyList<Certificate>, CheckedCrl> Check)
{
    public static FuzzSubject Terminal { get; } = new(EvidenceVerifier.Verify, (der, issuers) => CrlChecker.Check(CrlParser.Parse(der), issuers, AlgorithmPolicy.Default));
}
