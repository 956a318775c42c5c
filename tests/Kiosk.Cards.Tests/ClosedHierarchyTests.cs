using System.Reflection;

namespace Kiosk.Cards.Tests;

public sealed class ClosedHierarchyTests
{
    [Theory]
    [InlineData(typeof(CardEvidence), "Piv")]
    [InlineData(typeof(CardReadResult), "Faulted, Read, Removed, Unsupported")]
    public void A_closed_hierarchy_has_these_cases_and_no_others(Type root, string cases)
    {
        var found = root.Assembly.GetTypes().Where(type => type.BaseType == root).ToList();

        Assert.Equal(cases, string.Join(", ", found.Select(type => type.Name).Order(StringComparer.Ordinal)));
        Assert.All(found, type => Assert.True(type.IsSealed && type.DeclaringType == root));
        Assert.All(root.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(constructor => constructor.GetParameters().Length == 0), constructor => Assert.True(constructor.IsPrivate));
    }
}
