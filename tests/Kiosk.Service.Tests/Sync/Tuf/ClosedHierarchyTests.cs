using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Tests.Sync.Tuf;

public sealed class ClosedHierarchyTests
{
    [Theory]
    [InlineData(typeof(FetchOutcome), "Failed, Fetched")]
    [InlineData(typeof(FetchOutcome.Failed), "Foreign, NotFound, TooLong, Unreachable")]
    [InlineData(typeof(RefreshOutcome), "Refreshed, Refused, Unreachable")]
    [InlineData(typeof(TargetOutcome), "Found, NotFound, Refused, Unreachable")]
    [InlineData(typeof(RoleOutcome), "Loaded, Refused, Unreachable")]
    public void A_closed_hierarchy_has_these_cases_and_no_others(Type root, string cases)
    {
        var found = root.Assembly.GetTypes().Where(type => type.BaseType == root).Select(type => type.Name).Order(StringComparer.Ordinal);

        Assert.Equal(cases, string.Join(", ", found));
    }
}
