using System.Reflection;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Tests.Configuration;

public sealed class SettingKeysTests
{
    [Fact]
    public void Every_setting_of_every_section_is_known()
    {
        var keys = KeysBelow(KioskOptions.Section, typeof(KioskOptions)).ToList();

        Assert.Contains("Kiosk:Http:Port", keys);
        Assert.All(keys, key => Assert.True(SettingKeys.IsKnown(key), $"{key} is not in SettingKeys: name its section there."));
    }

    [Fact]
    public void A_key_that_is_computed_from_others_is_not_a_setting() =>
        Assert.False(SettingKeys.IsKnown($"Kiosk:Sync:{nameof(SyncOptions.ProvinceCodes)}"));

    private static IEnumerable<string> KeysBelow(string section, Type options) =>
        from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        let key = $"{section}:{property.Name}"
        from found in property.PropertyType.Namespace == options.Namespace ? KeysBelow(key, property.PropertyType) : [key]
        select found;
}
