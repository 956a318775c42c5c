using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Kiosk.Words;

namespace Kiosk.Service.Configuration;

/// <summary>All valid keys, such as <c>Kiosk:Http:Port</c>, with the types of their values; derived from <see cref="KioskOptions"/> and its sections.</summary>
internal static class SettingKeys
{
    /// <summary>A setting of earlier versions.</summary>
    private const string CacheEngine = "Kiosk:Cache:Engine";

    // Lists each section, because native compilation keeps properties only of types named in code.
    private static readonly FrozenDictionary<string, Type> Kinds = ((IEnumerable<KeyValuePair<string, Type>>)[
        .. Of<KioskOptions>(KioskOptions.Section),
        .. Of<ReaderOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Reader)}"),
        .. Of<HttpOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Http)}"),
        .. Of<SyncOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Sync)}"),
        .. Of<UploadOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Upload)}"),
        .. Of<DisplayOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Display)}"),
        .. Of<ScannerOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Scanner)}"),
        .. Of<PrinterOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Printer)}"),
        .. Of<PageOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Page)}"),
        .. Of<DeskOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Desk)}"),
        .. Of<ClerkDisplayOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Desk)}:{nameof(DeskOptions.Display)}"),
        .. Of<GpioOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Gpio)}"),
        .. Of<ExpanderOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Expander)}"),
        .. Of<LampOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Lamp)}"),
        .. Of<BuzzerOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Buzzer)}"),
        .. Of<NightOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Night)}"),
        .. Of<InputOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Inputs)}"),
        .. Of<AlarmOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Alarm)}"),
        .. Of<RelayOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Relay)}"),
        .. Of<ClockOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Clock)}"),
        .. Of<IdentityOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Identity)}"),
        .. Of<TouchOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Touch)}"),
        .. Of<ModeOptions>($"{KioskOptions.Section}:{nameof(KioskOptions.Mode)}"),
    ]).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsKnown(string key) => Kinds.ContainsKey(key);

    public static bool IsInSection(string key) =>
        key.Equals(KioskOptions.Section, StringComparison.OrdinalIgnoreCase) || key.StartsWith(KioskOptions.Section + ":", StringComparison.OrdinalIgnoreCase);

    /// <returns>One sentence, or null if the key is known and the value has the right type.</returns>
    public static Phrase? MistakeIn(string key, string value)
    {
        if (!Kinds.TryGetValue(key, out var kind))
        {
            return key.Equals(CacheEngine, StringComparison.OrdinalIgnoreCase)
                ? new($"{key} không còn là thiết lập: bộ nhớ đệm luôn lưu bằng LiteDB. Hãy bỏ mục này.", $"{key} is no longer a setting: the cache is always kept in LiteDB. Take it out.")
                : new($"{key} không phải thiết lập của chương trình này.", $"{key} is not a setting of this program.");
        }

        if (kind == typeof(bool))
        {
            return bool.TryParse(value, out _) ? null : new($"{key} là \"{value}\", trong khi phải là true hoặc false.", $"{key} is \"{value}\" and must be true or false.");
        }

        return kind != typeof(int) || int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? null
            : new($"{key} là \"{value}\", trong khi phải là số nguyên.", $"{key} is \"{value}\" and must be a whole number.");
    }

    private static IEnumerable<KeyValuePair<string, Type>> Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(string section) =>
        from property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite && property.PropertyType.Namespace != typeof(KioskOptions).Namespace
        select KeyValuePair.Create($"{section}:{property.Name}", property.PropertyType);
}
