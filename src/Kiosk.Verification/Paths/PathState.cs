using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Paths;

/// <summary>
/// The state variables of RFC 5280 (6.1.2) after processing the certificates from a trust anchor down to one CA: the requirements for certificates below. Immutable, so
/// that each CA is processed once for all certificates below it. Validity is kept as an interval and revocation as a list of certificates to check, because both
/// depend on the instant.
/// </summary>
internal sealed record PathState
{
    private const int Unlimited = int.MaxValue;

    private PathState()
    {
    }

    public required PathInputs Inputs { get; init; }

    public required PathCertificate Anchor { get; init; }

    /// <summary>The state of the CA above; null at the anchor.</summary>
    public required PathState? Above { get; init; }

    /// <summary>The certificates to check for revocation, from the CA below the anchor down to this one.</summary>
    public required IReadOnlyList<CertificateReference> References { get; init; }

    /// <summary>The CA itself.</summary>
    public required PathCertificate Issuer { get; init; }

    /// <summary>working_public_key with its parameters.</summary>
    public required PublicKey WorkingKey { get; init; }

    /// <summary>The latest notBefore so far, the anchor's included.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The earliest notAfter so far.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The states from the anchor down to this one.</summary>
    public IEnumerable<PathState> Line => Above is null ? [this] : [.. Above.Line, this];

    private int MaxPathLength { get; init; }

    private int ExplicitPolicy { get; init; }

    private int PolicyMapping { get; init; }

    private int InhibitAnyPolicy { get; init; }

    private PolicyGraph? Policies { get; init; }

    private PathNames? Names { get; init; }

    /// <summary>
    /// Starts at an anchor. Besides name and key, its own constraints apply (RFC 5937): basicConstraints, path length, keyUsage, name constraints, critical extensions,
    /// validity. Its policies do not: the inputs say which policies are trusted. An anchor of version 1 or 2 has no constraints.
    /// </summary>
    public static PathObjection? Begin(PathCertificate anchor, PathInputs inputs, out PathState? state)
    {
        state = null;
        if (FindObjectionToAuthority(anchor, inputs, isAnchor: true) is { } objection)
        {
            return objection;
        }

        if (anchor.OwnKey is not { } key)
        {
            return new(ReasonCode.CertWeakKey, "The trust anchor's key is of a kind that verifies nothing here.", anchor);
        }

        state = new PathState
        {
            Inputs = inputs,
            Anchor = anchor,
            Above = null,
            References = [],
            Issuer = anchor,
            WorkingKey = key,
            NotBefore = anchor.Certificate.NotBefore,
            NotAfter = anchor.Certificate.NotAfter,
            MaxPathLength = anchor.Extensions.BasicConstraints?.PathLength ?? Unlimited,
            ExplicitPolicy = inputs.InitialExplicitPolicy ? 0 : Unlimited,
            PolicyMapping = inputs.InitialPolicyMappingInhibit ? 0 : Unlimited,
            InhibitAnyPolicy = inputs.InitialAnyPolicyInhibit ? 0 : Unlimited,
            Policies = PolicyGraph.Initial,
            Names = anchor.Extensions.NameConstraints is { } constraints ? new PathNames(constraints, null) : null,
        };
        return null;
    }

    /// <summary>Processes a whole chain from its anchor down.</summary>
    /// <param name="chain">Not empty; starts with the anchor.</param>
    /// <param name="state">Null if an objection is returned.</param>
    public static PathObjection? Along(IReadOnlyList<PathCertificate> chain, PathInputs inputs, out PathState? state)
    {
        var objection = Begin(chain[0], inputs, out state);
        foreach (var authority in chain.Skip(1))
        {
            if (state is null)
            {
                break;
            }

            objection = state.Descend(authority, out state);
        }

        return objection;
    }

    /// <summary>Processes an intermediate certificate and prepares for the next one (RFC 5280, 6.1.3 and 6.1.4).</summary>
    public PathObjection? Descend(PathCertificate authority, out PathState? state)
    {
        state = null;
        var policies = AddPolicies(authority, isLast: false);
        if ((FindObjection(authority, policies, isLast: false) ?? FindObjectionToAuthority(authority, Inputs, isAnchor: false)) is { } objection)
        {
            return objection;
        }

        if (!authority.IsSelfIssued && MaxPathLength == 0)
        {
            return new(ReasonCode.CertConstraint, new Phrase("Số chứng thư số CA bên dưới vượt quá pathLenConstraint ở trên (RFC 5280, 6.1.4 l).", "More CA certificates follow than a pathLenConstraint above allows (RFC 5280, 6.1.4 l)."), authority);
        }

        if (authority.Extensions.PolicyMappings.Any(mapping => mapping is { IssuerDomainPolicy: Oids.AnyPolicy } or { SubjectDomainPolicy: Oids.AnyPolicy }))
        {
            return new(ReasonCode.CertPolicy, "anyPolicy is mapped, which it never is (RFC 5280, 6.1.4 a).", authority);
        }

        if (authority.KeyBelow(WorkingKey.Subject) is not { } key)
        {
            return new(ReasonCode.CertWeakKey, "A CA's key is of a kind that verifies nothing here.", authority);
        }

        var step = authority.IsSelfIssued ? 0 : 1;
        var constraints = authority.Extensions.PolicyConstraints;
        state = this with
        {
            Above = this,
            References = [.. References, ReferenceTo(authority)],
            Issuer = authority,
            WorkingKey = key,
            NotBefore = Later(NotBefore, authority.Certificate.NotBefore),
            NotAfter = Earlier(NotAfter, authority.Certificate.NotAfter),
            MaxPathLength = Math.Min(MaxPathLength - step, authority.Extensions.BasicConstraints?.PathLength ?? Unlimited),
            ExplicitPolicy = Math.Min(Less(ExplicitPolicy, step), constraints?.RequireExplicitPolicy ?? Unlimited),
            PolicyMapping = Math.Min(Less(PolicyMapping, step), constraints?.InhibitPolicyMapping ?? Unlimited),
            InhibitAnyPolicy = Math.Min(Less(InhibitAnyPolicy, step), authority.Extensions.InhibitAnyPolicy ?? Unlimited),
            Policies = policies?.Map(authority.Extensions.PolicyMappings, isAllowed: PolicyMapping > 0),
            Names = authority.Extensions.NameConstraints is { } names ? new PathNames(names, Names) : Names,
        };
        return null;
    }

    /// <summary>Processes the last certificate and wraps up (RFC 5280, 6.1.3 and 6.1.5, with the policies of RFC 9618, 5.5).</summary>
    public PathObjection? Conclude(PathCertificate target, out CertificationPath? path)
    {
        path = null;
        var graph = AddPolicies(target, isLast: true);
        if ((FindObjection(target, graph, isLast: true) ?? FindObjectionToTarget(target)) is { } objection)
        {
            return objection;
        }

        var explicitPolicy = target.Extensions.PolicyConstraints is { RequireExplicitPolicy: 0 } ? 0 : Less(ExplicitPolicy, 1);
        var policies = graph?.ConstrainedTo(Inputs.InitialPolicies) ?? [];
        if (explicitPolicy == 0 && policies.Count == 0)
        {
            return new(ReasonCode.CertPolicy, "A policy is required, and the path is valid for none that was asked for (RFC 5280, 6.1.5 g).", target);
        }

        path = new CertificationPath(
            this,
            target,
            Later(NotBefore, target.Certificate.NotBefore),
            Earlier(NotAfter, target.Certificate.NotAfter),
            [.. References, ReferenceTo(target)],
            policies);
        return null;
    }

    /// <summary>6.1.3 a to f, except validity and revocation.</summary>
    private PathObjection? FindObjection(PathCertificate certificate, PolicyGraph? policies, bool isLast)
    {
        if (!certificate.Issuer.Equals(Issuer.Subject) || certificate.Issuer.IsEmpty)
        {
            return new(ReasonCode.CertUntrusted, new Phrase("Tên CA cấp không trùng với tên trong chứng thư số ở trên, hoặc để trống (RFC 5280, 6.1.3 a 4).", "The issuer's name is not that of the certificate above, or is empty (RFC 5280, 6.1.3 a 4)."), certificate);
        }

        if (certificate.Certificate.SignatureAlgorithm == SignatureAlgorithm.None)
        {
            return new(ReasonCode.CertWeakSignature, "The certificate is signed with an algorithm that is not verified here.", certificate);
        }

        if (!certificate.IsSignedBy(WorkingKey))
        {
            return new(ReasonCode.CertSignature, new Phrase("Chữ ký không phải của chứng thư số ở trên (RFC 5280, 6.1.3 a 1).", "The signature is not that of the certificate above (RFC 5280, 6.1.3 a 1)."), certificate);
        }

        if ((isLast || !certificate.IsSelfIssued) && Names?.FindObjection(certificate) is { } nameRule)
        {
            return new(ReasonCode.CertConstraint, nameRule, certificate);
        }

        return ExplicitPolicy == 0 && policies is null
            ? new(ReasonCode.CertPolicy, "A policy is required, and none is left that holds down to here (RFC 5280, 6.1.3 f).", certificate)
            : FindMalformation(certificate);
    }

    private PolicyGraph? AddPolicies(PathCertificate certificate, bool isLast) => certificate.Extensions.Policies is { } policies
        ? Policies?.Add(policies, anyPolicyCounts: InhibitAnyPolicy > 0 || (!isLast && certificate.IsSelfIssued))
        : null;

    /// <summary>6.1.4 k, n and o.</summary>
    private static PathObjection? FindObjectionToAuthority(PathCertificate authority, PathInputs inputs, bool isAnchor)
    {
        var extensions = authority.Extensions;
        if (extensions.UnknownCritical is { } unknown)
        {
            return new(ReasonCode.CertUnknownCritical, $"The critical extension {ExtensionName.Of(unknown)} is not understood (RFC 5280, 4.2).", authority);
        }

        var needsConstraints = !isAnchor || authority.Certificate.Version == 3;
        if (needsConstraints && (!authority.IsCertificateAuthority || (isAnchor && !extensions.BasicConstraintsAreCritical)))
        {
            return new(ReasonCode.CertConstraint, new Phrase("Theo basicConstraints, chứng thư số này không phải của CA (RFC 5280, 6.1.4 k).", "The certificate is not a CA's by its basicConstraints (RFC 5280, 6.1.4 k)."), authority);
        }

        if (extensions.KeyUsage is { } usages ? !usages.HasFlag(KeyUsages.KeyCertSign) : inputs.RequiresKeyUsage)
        {
            return new(ReasonCode.CertUsage, new Phrase("Khóa của CA không được phép ký chứng thư số (RFC 5280, 6.1.4 n).", "The CA's key may not sign certificates (RFC 5280, 6.1.4 n)."), authority);
        }

        if (authority.Subject.IsEmpty)
        {
            return new(ReasonCode.CertConstraint, new Phrase("Chứng thư số của CA phải có tên (RFC 5280, 4.1.2.6).", "A CA has a name (RFC 5280, 4.1.2.6)."), authority);
        }

        return inputs.Algorithms?.FindObjection(authority.Certificate) is { } weakness ? new(weakness.Code, weakness.Rule, authority) : null;
    }

    /// <summary>6.1.5 e.</summary>
    private static PathObjection? FindObjectionToTarget(PathCertificate target) => target.Extensions.UnknownCritical is { } unknown
        ? new(ReasonCode.CertUnknownCritical, $"The critical extension {ExtensionName.Of(unknown)} is not understood (RFC 5280, 4.2).", target)
        : null;

    /// <summary>Finds forbidden and ambiguous content.</summary>
    private static PathObjection? FindMalformation(PathCertificate certificate)
    {
        var extensions = certificate.Extensions;
        if (extensions.KeyUsage is { } usages && usages.HasFlag(KeyUsages.KeyCertSign) && !certificate.IsCertificateAuthority)
        {
            return new(ReasonCode.CertConstraint, "keyCertSign stands without cA TRUE (RFC 5280, 4.2.1.3).", certificate);
        }

        if (extensions.NameConstraints is not null && !certificate.IsCertificateAuthority)
        {
            return new(ReasonCode.CertConstraint, "Name constraints stand in a certificate that is no CA's (RFC 5280, 4.2.1.10).", certificate);
        }

        return certificate.Subject.IsEmpty && !extensions.SubjectAltNameIsCritical
            ? new(ReasonCode.CertConstraint, "The subject is empty and no critical subjectAltName stands for it (RFC 5280, 4.1.2.6).", certificate)
            : null;
    }

    private CertificateReference ReferenceTo(PathCertificate certificate) => new(WorkingKey.Hash, certificate.Certificate.SerialNumber);

    private static int Less(int counter, int step) => Math.Max(counter - step, 0);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
