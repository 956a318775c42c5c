using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;

namespace Kiosk.Cards;

/// <summary>Collects the evidence of a selected PIV application: the stored objects, then the answer to a fresh challenge.</summary>
internal sealed class PivCollector(PivApplication piv, ChallengeSource challenges, TimeProvider time)
{
    /// <summary>Returns the evidence; on failure, zeroes what was read.</summary>
    /// <exception cref="CardKeyException">The certificate's key is not supported or not allowed.</exception>
    /// <exception cref="RandomSourceException">No fresh challenge could be generated.</exception>
    public async ValueTask<CardEvidence> CollectAsync(ApplicationIdentifier application, CardReadingProfile profile, CancellationToken cancellationToken)
    {
        var certificate = await piv.ReadCertificateAsync(cancellationToken);
        var key = KeyOf(certificate, profile);
        ReadOnlyMemory<byte>? chuid = null;
        CardEvidence? evidence = null;
        try
        {
            chuid = profile.ReadsChuid ? await piv.ReadChuidAsync(cancellationToken) : null;
            var challenge = challenges.Next();
            var digest = challenge.Digest(certificate.Span, key.HashAlgorithm);
            var asked = time.GetTimestamp();
            var answer = await piv.AuthenticateAsync(key, digest, cancellationToken);
            return evidence = new CardEvidence.Piv(application, certificate, challenge, key.Algorithm, answer, time.GetElapsedTime(asked), chuid);
        }
        finally
        {
            if (evidence is null)
            {
                Erasure.Erase(certificate);
                Erasure.Erase(chuid);
            }
        }
    }

    private static CertificateKey KeyOf(ReadOnlyMemory<byte> certificate, CardReadingProfile profile)
    {
        try
        {
            var key = CertificateKey.Read(certificate.Span);
            return profile.KeyAlgorithms.Contains(key.Algorithm)
                ? key
                : throw new CardKeyException($"The profile does not allow the certificate's key algorithm {key.Algorithm:X2}.");
        }
        catch (CardKeyException exception)
        {
            throw new CardKeyException(exception.Message, exception) { Certificate = certificate };
        }
    }
}
