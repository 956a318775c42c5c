using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Problems;

namespace Kiosk.Registry.Desk;

/// <summary>What the settings of a desk must satisfy.</summary>
internal static class DeskRules
{
    private const int MaxCount = 10_000;

    private static readonly TimeSpan LeastLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(3660);

    /// <exception cref="RegistryException">The first rule that is broken.</exception>
    public static void Check(DeskSettings settings, string path)
    {
        if (Fault(settings) is { } fault)
        {
            throw new RegistryException($"{path}: {fault}.");
        }
    }

    private static string? Fault(DeskSettings settings) =>
        settings.Keys.Select(key => Fault(key.Key, key.Value)).FirstOrDefault(fault => fault is not null)
        ?? (settings.Roles.Keys.Order(StringComparer.Ordinal).SequenceEqual(RoleName.TopLevel.Order(StringComparer.Ordinal)) ? null : "roles are root, timestamp, snapshot and targets")
        ?? settings.Provinces.Keys.Where(code => !ProvinceCode.TryParse(code, out _)).Select(code => $"\"{code}\" is not a province's code").FirstOrDefault()
        ?? settings.Roles.Concat(settings.Provinces).Select(role => Fault(role.Key, role.Value, settings)).FirstOrDefault(fault => fault is not null)
        ?? (settings.Publications is < 1 or > MaxCount ? $"publications are 1 to {MaxCount}" : null)
        ?? (settings.Deltas is < 0 or > MaxCount ? $"deltas are 0 to {MaxCount}" : null);

    private static string? Fault(string name, KeySettings? key) => key switch
    {
        { Pem.Length: > 0, Command: null, Public: null or { Length: > 0 } } => null,
        { Pem: null, Command.Count: > 0, Public.Length: > 0 } => null,
        _ => $"the key {name} has either \"pem\", or \"command\" and \"public\"",
    };

    private static string? Fault(string name, RoleSettings? role, DeskSettings settings) => role switch
    {
        null or { Keys.Count: 0 } => $"the role {name} has no key",
        _ when role.Keys.FirstOrDefault(key => !settings.Keys.ContainsKey(key)) is { } unknown => $"the role {name} names the key {unknown}, which is not there",
        _ when role.Threshold < 1 || role.Threshold > role.Keys.Distinct(StringComparer.Ordinal).Count() => $"the threshold of {name} is not 1 to the number of its keys",
        _ when role.Lifetime < LeastLifetime || role.Lifetime > MaxLifetime => $"the lifetime of {name} is not between an hour and ten years",
        _ => null,
    };
}
