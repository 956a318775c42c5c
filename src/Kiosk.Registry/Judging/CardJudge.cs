using System.Security.Cryptography;
using Kiosk.Registry.Problems;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Registry.Judging;

/// <summary>Judges members' certificates as terminals will, as far as time cannot change it. Any thread may ask; each has authorities of its own, as a key verifies for one at a time.</summary>
internal sealed class CardJudge(CardProfile profile, IReadOnlyList<ReadOnlyMemory<byte>> anchors, IReadOnlyList<ReadOnlyMemory<byte>> issuers, VerifiedCards verified, JudgingRules rules) : IDisposable
{
    private readonly ThreadLocal<TrustStore> trust = new(() => TrustStore.Create(profile, anchors, issuers, [], new RevocationIndex([])));

    /// <summary>Those that were found good, to be kept where the publication succeeds.</summary>
    public VerifiedCards Verified => verified;

    /// <summary>Says so where no terminal would take a card with this certificate; one without a UUID is left to whoever seals to it.</summary>
    public void Judge(Certificate certificate, SourceProblems problems, string path, int line)
    {
        var hash = SHA256.HashData(certificate.Encoded.Span);
        try
        {
            if (!verified.Contains(hash))
            {
                trust.Value!.Vouch(certificate);
            }

            verified.Add(hash);
        }
        catch (CertificateException e) when (e.Code != ReasonCode.BindingUuid)
        {
            rules.Object(problems, path, $"{e.Message} No terminal would take this card.", line);
        }
        catch (CertificateException)
        {
            // No record can be sealed to it, which is said there.
        }
    }

    public void Dispose() => trust.Dispose();
}
