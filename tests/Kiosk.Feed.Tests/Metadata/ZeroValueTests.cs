using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class ZeroValueTests
{
    [Fact]
    public void Expired_metadata_is_refused_by_default() => Assert.Equal(ExpiryRule.Refuse, default);
}
