#if NAMED_PACKAGES
using Kiosk.Service.Cache;

namespace Kiosk.Service.Tests.Cache;

public sealed class LiteDbCacheFileTests : CacheFileContract
{
    private protected override CacheEngine Engine => CacheEngine.LiteDb;
}
#endif
