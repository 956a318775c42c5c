using System.Security.Cryptography;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Publishing;

/// <summary>The signers of a role.</summary>
/// <param name="Signers">All of the role's keys.</param>
/// <param name="Threshold">The number of signatures a terminal requires.</param>
/// <param name="Lifetime">How long signed content is valid; it is renewed after half of that.</param>
public sealed record SigningRole(IReadOnlyList<ISigner> Signers, int Threshold, TimeSpan Lifetime)
{
    /// <summary>Whether enough of the keys are at hand.</summary>
    public bool CanSign => AtHand.Select(signer => signer.PublicKey.Id).Distinct(StringComparer.Ordinal).Count() >= Threshold;

    /// <summary>The keys to sign with: those at hand if they suffice; otherwise all, so that the error names the missing one.</summary>
    internal IReadOnlyList<ISigner> Signing => CanSign ? [.. AtHand] : Signers;

    private IEnumerable<ISigner> AtHand => Signers.Where(signer => signer.IsAtHand);

    internal RoleKeys Keys => new([.. Signers.Select(signer => signer.PublicKey.Id)], Threshold);
}

/// <summary>The signers of all roles.</summary>
/// <param name="Provinces">The delegations; roles are listed in order of their codes.</param>
public sealed record FeedSigners(
    SigningRole Root,
    SigningRole Timestamp,
    SigningRole Snapshot,
    SigningRole Targets,
    IReadOnlyDictionary<ProvinceCode, SigningRole> Provinces)
{
    /// <summary>Creates in-memory P-256 keys, one per role, for demos and tests.</summary>
    public static FeedSigners CreateInMemory(params IEnumerable<ProvinceCode> provinces) => new(
        InMemory(FeedLifetimes.Root),
        InMemory(FeedLifetimes.Timestamp),
        InMemory(FeedLifetimes.Snapshot),
        InMemory(FeedLifetimes.Targets),
        provinces.ToDictionary(province => province, _ => InMemory(FeedLifetimes.Province)));

    internal IEnumerable<(string Name, SigningRole Role)> TopLevel =>
        [(RoleName.Root, Root), (RoleName.Timestamp, Timestamp), (RoleName.Snapshot, Snapshot), (RoleName.Targets, Targets)];

    internal RootMetadata ToRoot(long version, DateTimeOffset expires) => new(
        version,
        expires,
        TopLevel.SelectMany(role => role.Role.Signers).Select(signer => signer.PublicKey).DistinctBy(key => key.Id).ToDictionary(key => key.Id, StringComparer.Ordinal),
        TopLevel.ToDictionary(role => role.Name, role => role.Role.Keys, StringComparer.Ordinal),
        ConsistentSnapshot: true);

    internal Delegations ToDelegations() => new(
        Provinces.Values.SelectMany(role => role.Signers).Select(signer => signer.PublicKey).DistinctBy(key => key.Id).ToDictionary(key => key.Id, StringComparer.Ordinal),
        [
            .. Provinces.OrderBy(province => province.Key.Text, StringComparer.Ordinal)
                .Select(province => new DelegatedRole(province.Key.Role, province.Value.Keys, IsTerminating: true, DelegationScope.Paths.Of(province.Key.Pattern))),
        ]);

    private static SigningRole InMemory(TimeSpan lifetime) => new([PemSigner.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256))], 1, lifetime);
}

/// <summary>Default lifetimes of signed content.</summary>
public static class FeedLifetimes
{
    public static readonly TimeSpan Root = TimeSpan.FromDays(730);
    public static readonly TimeSpan Targets = TimeSpan.FromDays(90);
    public static readonly TimeSpan Province = TimeSpan.FromDays(90);

    /// <summary>Long enough for a terminal that syncs once a week by courier.</summary>
    public static readonly TimeSpan Snapshot = TimeSpan.FromDays(21);

    /// <inheritdoc cref="Snapshot"/>
    public static readonly TimeSpan Timestamp = TimeSpan.FromDays(14);
}
