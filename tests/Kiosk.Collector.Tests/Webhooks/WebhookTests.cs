using System.Runtime.Versioning;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.Webhooks;

[SupportedOSPlatform("linux")]
public sealed class PostgresWebhookTests(PostgresFixture engine) : WebhookContract(engine), IClassFixture<PostgresFixture>;

public sealed class SqliteWebhookTests(SqliteFixture engine) : WebhookContract(engine), IClassFixture<SqliteFixture>;
