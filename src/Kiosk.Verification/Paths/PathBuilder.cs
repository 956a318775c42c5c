using Kiosk.Verification.Names;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Paths;

/// <summary>
/// Finds candidate chains from trust anchors to a certificate by names and signatures (RFC 4158); <see cref="PathState"/> validates them.
/// The search is bounded, because an attacker could supply certificates with arbitrarily many chains between them.
/// </summary>
internal sealed class PathBuilder
{
    /// <summary>Maximum number of CA certificates below the anchor.</summary>
    private const int MaxDepth = 24;

    /// <summary>Maximum number of steps from a certificate to a possible issuer, per target.</summary>
    private const int MaxSteps = 20_000;

    /// <summary>Maximum number of chains returned per target.</summary>
    private const int MaxChains = 1_000;

    /// <summary>Maximum number of signatures verified during the search, per target.</summary>
    private const int MaxSignatures = 3_000;

    private readonly ILookup<DistinguishedName, PathCertificate> anchors;
    private readonly ILookup<DistinguishedName, PathCertificate> intermediates;
    private readonly HashSet<DistinguishedName> namesBelowAnchors;
    private readonly DateTimeOffset? second;

    /// <param name="second">If given, certificates valid at that instant are tried first.</param>
    public PathBuilder(IReadOnlyList<PathCertificate> anchors, IReadOnlyList<PathCertificate> intermediates, DateTimeOffset? second)
    {
        this.anchors = anchors.ToLookup(anchor => anchor.Subject);
        this.intermediates = intermediates.ToLookup(certificate => certificate.Subject);
        this.second = second;
        namesBelowAnchors = FindNamesBelow(anchors, intermediates);
    }

    /// <summary>All certificates with this subject, anchors first.</summary>
    public IEnumerable<PathCertificate> Bearers(DistinguishedName name) => anchors[name].Concat(intermediates[name]);

    /// <summary>Returns the chains, most likely first, each from an anchor down to the target's issuer.</summary>
    public IEnumerable<IReadOnlyList<PathCertificate>> FindChains(PathCertificate target) => Extend(new Search(target)).Take(MaxChains);

    /// <summary>Explains why no chain was found.</summary>
    public PathObjection FindObjection(PathCertificate target)
    {
        var bearers = Bearers(target.Issuer).Where(bearer => !bearer.IsSameEntityAs(target)).ToArray();
        if (bearers.Length == 0)
        {
            return new(ReasonCode.CertUntrusted, new Phrase("Không có chứng thư số nào mang tên CA cấp.", "No certificate of the issuer's name was given."), target);
        }

        return bearers.Any(bearer => MayHaveSigned(bearer, target))
            ? new(ReasonCode.CertUntrusted, new Phrase("Không có chuỗi chứng thư số nào dẫn lên chứng thư số gốc tin cậy.", "No chain of certificates leads up to a trust anchor."), target)
            : new(ReasonCode.CertSignature, new Phrase("Chữ ký không khớp với chứng thư số nào mang tên CA cấp (RFC 5280, 6.1.3 a 1).", "The signature is that of no certificate of the issuer's name (RFC 5280, 6.1.3 a 1)."), target);
    }

    private IEnumerable<IReadOnlyList<PathCertificate>> Extend(Search search)
    {
        var lowest = search.Line[^1];
        foreach (var anchor in anchors[lowest.Issuer])
        {
            if (search.Step() && search.IsNew(anchor) && search.Checks(anchor, lowest))
            {
                yield return [anchor, .. search.Line.Skip(1).Reverse()];
            }
        }

        if (search.Line.Count > MaxDepth)
        {
            yield break;
        }

        foreach (var authority in intermediates[lowest.Issuer].Where(authority => namesBelowAnchors.Contains(authority.Issuer)).OrderBy(authority => Rank(authority, lowest)))
        {
            if (!search.Step() || !search.IsNew(authority) || !search.Checks(authority, lowest))
            {
                continue;
            }

            search.Line.Add(authority);
            foreach (var chain in Extend(search))
            {
                yield return chain;
            }

            search.Line.RemoveAt(search.Line.Count - 1);
        }
    }

    private int Rank(PathCertificate authority, PathCertificate lowest)
    {
        var wanted = lowest.Extensions.AuthorityKeyIdentifier.Span;
        var has = authority.Extensions.SubjectKeyIdentifier.Span;
        var ofKey = wanted.IsEmpty || has.IsEmpty ? 1 : wanted.SequenceEqual(has) ? 0 : 2;
        var ofTime = second is { } instant && !authority.IsValidAt(instant) ? 4 : 0;
        return ofKey + ofTime + (authority.IsCertificateAuthority ? 0 : 8);
    }

    /// <summary>A key that inherits its parameters is known only when the chain is validated.</summary>
    private static bool MayHaveSigned(PathCertificate authority, PathCertificate certificate) =>
        authority.OwnKey is not { } key || certificate.IsSignedBy(key);

    /// <summary>The names reachable from an anchor through issuer and subject names; no other certificate is tried.</summary>
    private static HashSet<DistinguishedName> FindNamesBelow(IReadOnlyList<PathCertificate> anchors, IReadOnlyList<PathCertificate> intermediates)
    {
        var subjectsByIssuer = intermediates.ToLookup(certificate => certificate.Issuer, certificate => certificate.Subject);
        var found = anchors.Select(anchor => anchor.Subject).ToHashSet();
        var waiting = new Queue<DistinguishedName>(found);
        while (waiting.TryDequeue(out var name))
        {
            foreach (var subject in subjectsByIssuer[name].Where(found.Add))
            {
                waiting.Enqueue(subject);
            }
        }

        return found;
    }

    private sealed class Search(PathCertificate target)
    {
        private int steps;
        private int signatures;

        /// <summary>The target and the certificates above it so far.</summary>
        public List<PathCertificate> Line { get; } = [target];

        public bool Step() => ++steps <= MaxSteps;

        public bool IsNew(PathCertificate authority) => !Line.Exists(authority.IsSameEntityAs);

        public bool Checks(PathCertificate authority, PathCertificate certificate)
        {
            if (authority.OwnKey is { } key && !certificate.WasCheckedWith(key) && ++signatures > MaxSignatures)
            {
                return false;
            }

            return MayHaveSigned(authority, certificate);
        }
    }
}
