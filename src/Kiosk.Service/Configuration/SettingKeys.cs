using System.Collections.Frozen;
using System.Globalization;

namespace Kiosk.Service.Configuration;

/// <summary>Every key that there is, such as <c>Kiosk:Http:Port</c>, with the kind of its value; read off <see cref="KioskOptions"/>.</summary>
internal static class SettingKeys
{
    private static readonly FrozenDictionary<string, Type> Kinds =
        Below(KioskOptions.Section, typeof(KioskOptions)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsKnown(string key) => Kinds.ContainsKey(key);

    public static bool IsInSection(string key) =>
        key.Equals(KioskOptions.Section, StringComparison.OrdinalIgnoreCase) || key.StartsWith(KioskOptions.Section + ":", StringComparison.OrdinalIgnoreCase);

    /// <returns>One sentence, or null when the key is known and the value of its kind.</returns>
    public static string? MistakeIn(string key, string value)
    {
        if (!Kinds.TryGetValue(key, out var kind))
        {
            return $"{key} is not a setting of this program.";
        }

        if (kind == typeof(bool))
        {
            return bool.TryParse(value, out _) ? null : $"{key} is \"{value}\" and must be true or false.";
        }

        return kind != typeof(int) || int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? null
            : $"{key} is \"{value}\" and must be a whole number.";
    }

    private static IEnumerable<KeyValuePair<string, Type>> Below(string section, Type options) =>
        from property in options.GetProperties()
        let key = $"{section}:{property.Name}"
        let kind = property.PropertyType
        from found in kind.Namespace == options.Namespace ? Below(key, kind) : [new(key, kind)]
        select found;
}
