using System.Runtime.Versioning;
using System.Text;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Words;

namespace Kiosk.Collector.Tests.Reports;

public abstract class UnitReporterContract(EngineFixture engine)
{
    private static readonly DateOnly November = new(2026, 11, 1);

    [Fact]
    public async Task Members_of_one_unit_are_counted_over_the_months_sessions()
    {
        var database = engine.Create();
        await using var scene = await ReportScene.UsualAsync(database);

        Assert.Equal(
            ["STT,Họ và tên,Số thẻ,Số phiên được triệu tập,Có mặt,Đến sau giờ bắt đầu,Vắng có lý do,Vắng không có lý do,Vắng chưa rõ lý do,Tỷ lệ có mặt", "1,Nguyễn Thị Hoa,00000001,1,1,0,0,0,0,\"100,0 %\"", "2,Trần Đức Hòa,00000003,1,0,0,0,0,1,\"0,0 %\""],
            await MakeAsync(scene, database, "Chi bộ 1", November, ReportScene.Starts.AddDays(1)));
    }

    [Fact]
    public async Task Every_unit_has_one_line()
    {
        var database = engine.Create();
        await using var scene = await ReportScene.UsualAsync(database);

        Assert.Equal(
            ["1,Chi bộ 1,2,1,0,0,0,1,\"50,0 %\"", "2,Chi bộ 2,2,1,1,0,0,1,\"50,0 %\""], (await MakeAsync(scene, database, unit: null, November, ReportScene.Starts.AddDays(1)))[1..]);
    }

    [Fact]
    public async Task A_session_under_way_and_one_of_another_month_do_not_count()
    {
        var database = engine.Create();
        await using var scene = await ReportScene.UsualAsync(database);

        Assert.Single(await MakeAsync(scene, database, unit: null, November, ReportScene.Starts.AddHours(1)));
        Assert.Single(await MakeAsync(scene, database, unit: null, November.AddMonths(1), ReportScene.Starts.AddDays(60)));
    }

    [Fact]
    public async Task A_unit_that_nobody_has_is_refused_with_the_nearest()
    {
        var database = engine.Create();
        await using var scene = await ReportScene.UsualAsync(database);

        var refusal = await Assert.ThrowsAsync<ReportException>(() => MakeAsync(scene, database, "Chi bo 1", November, ReportScene.Starts));

        Assert.Contains("No member is of the unit \"Chi bo 1\"; perhaps \"Chi bộ 1\" is meant", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<string[]> MakeAsync(ReportScene scene, Kiosk.Collector.Storage.IDatabase database, string? unit, DateOnly month, DateTimeOffset now)
    {
        var file = await new UnitReporter(scene.Facts(now), new(database), new(), TimeProvider.System, Language.Vietnamese).MakeAsync(unit, month, month, ReportFormat.Csv, CancellationToken.None);
        return Encoding.UTF8.GetString(file.Content.Span).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresUnitReporterTests(SharedPostgresFixture engine) : UnitReporterContract(engine);

public sealed class SqliteUnitReporterTests(SqliteFixture engine) : UnitReporterContract(engine), IClassFixture<SqliteFixture>;
