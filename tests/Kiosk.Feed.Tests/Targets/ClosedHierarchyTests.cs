using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class ClosedHierarchyTests
{
    [Theory]
    [InlineData(typeof(SetTarget), "Delta", "Snapshot")]
    [InlineData(typeof(SetPlan), "NotOffered", "Steps", "UpToDate")]
    public void Every_case_is_nested_sealed_and_listed(Type hierarchy, params string[] cases)
    {
        var derived = hierarchy.Assembly.GetTypes().Where(type => type.IsSubclassOf(hierarchy)).ToList();

        Assert.Equal(cases, derived.Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.All(derived, type => Assert.True(type.IsSealed && type.DeclaringType == hierarchy));
    }
}
