using Kiosk.Service.Cache;

namespace Kiosk.Service.Tests.Cache;

public sealed class SqliteCacheFileTests : CacheFileContract
{
    private protected override CacheEngine Engine => CacheEngine.Sqlite;
}
