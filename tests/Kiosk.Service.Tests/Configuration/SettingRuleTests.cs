using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Configuration;

public sealed class SettingRuleTests
{
    [Fact]
    public void Every_rule_on_a_setting_has_a_line_in_each_language()
    {
        var rules = typeof(KioskOptions).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(KioskOptions).Namespace)
            .SelectMany(type => type.GetProperties())
            .SelectMany(property => property.GetCustomAttributes<ValidationAttribute>())
            .Select(rule => rule.ErrorMessage)
            .OfType<string>()
            .ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Equal(rule.Split('\n')[0], SettingRule.Read(rule).English));
        Assert.All(rules, rule => Assert.Equal(rule.Split('\n')[1], SettingRule.Read(rule).Vietnamese));
    }

    [Fact]
    public void A_refused_setting_is_said_in_both_languages_with_its_place()
    {
        using var folder = new TestFolder();
        var file = folder["kiosk.json"];
        File.WriteAllText(file, """{ "Kiosk": { "TerminalId": "HN-01", "Sync": { "MaxBytesPerHour": -1 } } }""");

        var refused = Assert.Throws<ConfigurationException>(() => ConfigurationLoading.Load(file));

        Assert.Equal(
            new($"{file}, dòng 1: Kiosk:Sync:MaxBytesPerHour phải từ 0 trở lên.", $"{file}, line 1: Kiosk:Sync:MaxBytesPerHour must be 0 or more."), refused.Sentence);
    }
}
