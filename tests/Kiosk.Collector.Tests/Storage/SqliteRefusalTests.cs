using Kiosk.Collector.Storage;
using Microsoft.Data.Sqlite;

namespace Kiosk.Collector.Tests.Storage;

public sealed class SqliteRefusalTests
{
    [Theory]
    [InlineData(5, "try again later")]
    [InlineData(8, "give the permission")]
    [InlineData(10, "dmesg says which")]
    [InlineData(11, "restore it from a backup")]
    [InlineData(13, "make room")]
    [InlineData(14, "check the permissions")]
    [InlineData(26, "restore it from a backup")]
    public async Task What_SQLite_refuses_is_said_with_the_file_and_its_remedy(int code, string remedy)
    {
        var told = await Assert.ThrowsAsync<StorageException>(() => StorageException.GuardAsync<int>(() => throw new SqliteException("SQLite's own words", code)));

        Assert.Contains("collector.sqlite", told.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("own words", told.Message, StringComparison.Ordinal);
    }
}
