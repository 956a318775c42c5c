using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class ClosedHierarchyTests
{
    [Theory]
    [InlineData(typeof(RoleMetadata), "RootMetadata, SnapshotMetadata, TargetsMetadata, TimestampMetadata")]
    [InlineData(typeof(DelegationScope), "Bin, HashPrefixes, Paths")]
    [InlineData(typeof(MetadataUpdate), "Accepted, Refused, Unchanged")]
    public void A_closed_hierarchy_has_exactly_these_cases(Type root, string cases)
    {
        var found = root.Assembly.GetTypes().Where(type => type.BaseType == root).Select(type => type.Name).Order(StringComparer.Ordinal);

        Assert.Equal(cases, string.Join(", ", found));
    }

    [Fact]
    public void Expired_metadata_is_refused_by_default() => Assert.Equal(ExpiryRule.Refuse, default);
}
