using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Paths;

/// <summary>
/// Complete RFC 5280 path validation: builds chains, checks each by section 6.1, then for validity and revocation, and returns the first valid one.
/// </summary>
internal sealed class PathVerifier
{
    private readonly PathBuilder builder;
    private readonly CrlRevocation? revocation;
    private readonly PathInputs inputs;
    private readonly DateTimeOffset second;

    /// <param name="intermediates">May include irrelevant, duplicate or hostile certificates.</param>
    /// <param name="crls">Null to skip revocation checks; otherwise every certificate below the anchor needs a usable CRL.</param>
    public PathVerifier(
        IReadOnlyList<PathCertificate> anchors,
        IReadOnlyList<PathCertificate> intermediates,
        IReadOnlyList<PathCrl>? crls,
        PathInputs inputs,
        DateTimeOffset instant)
    {
        second = instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
        builder = new PathBuilder(anchors, intermediates, second);
        revocation = crls is null ? null : new CrlRevocation(crls, builder, second);
        this.inputs = inputs;
    }

    public PathVerdict Verify(PathCertificate target)
    {
        PathVerdict.NotValid? first = null;
        foreach (var chain in builder.FindChains(target))
        {
            DateTimeOffset? asOf = null;
            var objection = Judge(chain, target, inputs, second, out var path);
            if (objection is null && path is not null)
            {
                objection = revocation?.FindObjection(path, out asOf);
                if (objection is null)
                {
                    return new PathVerdict.Valid(path, asOf);
                }
            }

            first ??= new PathVerdict.NotValid(objection!, chain);
        }

        return first ?? new PathVerdict.NotValid(builder.FindObjection(target), []);
    }

    /// <summary>Checks one chain, without revocation.</summary>
    /// <param name="chain">From an anchor down to the target's issuer.</param>
    /// <param name="path">Null if an objection is returned.</param>
    public static PathObjection? Judge(IReadOnlyList<PathCertificate> chain, PathCertificate target, PathInputs inputs, DateTimeOffset second, out CertificationPath? path)
    {
        path = null;
        if (PathState.Along(chain, inputs, out var state) is { } objection)
        {
            return objection;
        }

        return state!.Conclude(target, out path) ?? path!.Certificates.Select(certificate => FindInvalidity(certificate, second)).FirstOrDefault(found => found is not null);
    }

    /// <summary>Both bounds are inclusive, to the second (RFC 5280, 4.1.2.5).</summary>
    private static PathObjection? FindInvalidity(PathCertificate certificate, DateTimeOffset second)
    {
        if (second < certificate.Certificate.NotBefore)
        {
            return new(ReasonCode.CertNotYetValid, $"The certificate is valid from {certificate.Certificate.NotBefore:yyyy-MM-dd HH:mm:ss'Z'} on.", certificate);
        }

        return second > certificate.Certificate.NotAfter
            ? new(ReasonCode.CertExpired, $"The certificate was valid until {certificate.Certificate.NotAfter:yyyy-MM-dd HH:mm:ss'Z'}.", certificate)
            : null;
    }
}
