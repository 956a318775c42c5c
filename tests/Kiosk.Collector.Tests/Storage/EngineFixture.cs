using System.Runtime.Versioning;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Storage.Postgres;
using Kiosk.Collector.Storage.Sqlite;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Postgres;

namespace Kiosk.Collector.Tests.Storage;

/// <summary>One server, or one folder, for all tests of a class; each test gets a database of its own.</summary>
public abstract class EngineFixture : IDisposable
{
    internal abstract IDatabase Create();

    public virtual void Dispose() => GC.SuppressFinalize(this);
}

[SupportedOSPlatform("linux")]
public sealed class PostgresFixture : EngineFixture
{
    private PostgresServer? server;

    internal PostgresServer Server => server ??= new();

    internal override IDatabase Create() => new PostgresDatabase(Server.CreateDatabase());

    public override void Dispose()
    {
        server?.Dispose();
        base.Dispose();
    }
}

/// <summary>One server in memory for all classes of the collection, whose tests leave it running.</summary>
[SupportedOSPlatform("linux")]
public sealed class SharedPostgresFixture : EngineFixture
{
    private PostgresServer? server;

    internal override IDatabase Create() => new PostgresDatabase((server ??= new(TestFolder.Fast())).CreateDatabase());

    public override void Dispose()
    {
        server?.Dispose();
        base.Dispose();
    }
}

[CollectionDefinition(Name)]
[SupportedOSPlatform("linux")]
public sealed class SharedPostgres : ICollectionFixture<SharedPostgresFixture>
{
    public const string Name = "One PostgreSQL";
}

public sealed class SqliteFixture : EngineFixture
{
    private readonly TestFolder folder = TestFolder.Fast();
    private int databases;

    internal override IDatabase Create() => new SqliteDatabase(folder[$"{Interlocked.Increment(ref databases)}.sqlite"]);

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }
}
