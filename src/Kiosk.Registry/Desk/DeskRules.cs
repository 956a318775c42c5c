using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>The rules of a desk's settings.</summary>
internal static class DeskRules
{
    private const int MaxCount = 10_000;

    private static readonly TimeSpan LeastLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(3660);

    /// <exception cref="RegistryException">The first broken rule.</exception>
    public static void Check(DeskSettings settings, string path)
    {
        if (Fault(settings) is { } fault)
        {
            throw new RegistryException(new($"{path}: {fault.Vietnamese}.", $"{path}: {fault.English}."));
        }
    }

    private static Phrase? Fault(DeskSettings settings) =>
        settings.Keys.Select(key => Fault(key.Key, key.Value)).FirstOrDefault(fault => fault is not null)
        ?? (settings.Roles.Keys.Order(StringComparer.Ordinal).SequenceEqual(RoleName.TopLevel.Order(StringComparer.Ordinal)) ? null : new Phrase("các vai trò phải là root, timestamp, snapshot và targets", "roles are root, timestamp, snapshot and targets"))
        ?? settings.Provinces.Keys.Where(code => !ProvinceCode.TryParse(code, out _)).Select(code => new Phrase($"\"{code}\" không phải mã tỉnh", $"\"{code}\" is not a province's code")).FirstOrDefault()
        ?? settings.Roles.Concat(settings.Provinces).Select(role => Fault(role.Key, role.Value, settings)).FirstOrDefault(fault => fault is not null)
        ?? (settings.Publications is < 1 or > MaxCount ? new Phrase($"publications phải từ 1 đến {MaxCount}", $"publications are 1 to {MaxCount}") : null)
        ?? (settings.Deltas is < 0 or > MaxCount ? new Phrase($"deltas phải từ 0 đến {MaxCount}", $"deltas are 0 to {MaxCount}") : null);

    private static Phrase? Fault(string name, KeySettings? key) => key switch
    {
        { Pem.Length: > 0, Command: null, Public: null or { Length: > 0 } } => null,
        { Pem: null, Command.Count: > 0, Public.Length: > 0 } => null,
        _ => new($"khóa {name} phải có hoặc \"pem\", hoặc \"command\" và \"public\"", $"the key {name} has either \"pem\", or \"command\" and \"public\""),
    };

    private static Phrase? Fault(string name, RoleSettings? role, DeskSettings settings) => role switch
    {
        null or { Keys.Count: 0 } => new($"vai trò {name} không có khóa", $"the role {name} has no key"),
        _ when role.Keys.FirstOrDefault(key => !settings.Keys.ContainsKey(key)) is { } unknown => new($"vai trò {name} nêu khóa {unknown}, là khóa không có ở đó", $"the role {name} names the key {unknown}, which is not there"),
        _ when role.Threshold < 1 || role.Threshold > role.Keys.Distinct(StringComparer.Ordinal).Count() => new($"ngưỡng (threshold) của {name} không nằm trong khoảng từ 1 đến số khóa của vai trò", $"the threshold of {name} is not 1 to the number of its keys"),
        _ when role.Lifetime < LeastLifetime || role.Lifetime > MaxLifetime => new($"thời hạn (lifetime) của {name} không nằm trong khoảng từ một giờ đến mười năm", $"the lifetime of {name} is not between an hour and ten years"),
        _ => null,
    };
}
