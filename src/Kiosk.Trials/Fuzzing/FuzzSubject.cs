using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;

namespace Kiosk.Trials.Fuzzing;

/// <summary>The code under test: the terminal's verification, or a stand-in in the fuzzer's own tests.</summary>
/// <param name="Verify">Verifies a card's evidence.</param>
/// <param name="Check">Parses a CRL and verifies it against possible issuers; throws <see cref="CrlException"/> to reject it.</param>
internal sealed record FuzzSubject(VerifyEvidence Verify, Func<ReadOnlyMemory<byte>, IReadOnlyList<Certificate>, CheckedCrl> Check)
{
    public static FuzzSubject Terminal { get; } = new(EvidenceVerifier.Verify, (der, issuers) => CrlChecker.Check(CrlParser.Parse(der), issuers, AlgorithmPolicy.Default));
}
