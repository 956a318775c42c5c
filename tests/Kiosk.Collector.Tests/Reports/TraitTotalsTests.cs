using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Kiosk.Collector.Importing;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.Reports;

/// <summary>Figures of the credentials report that the source's optional columns give.</summary>
public abstract class TraitTotalsContract(EngineFixture engine)
{
    private const string Roster = "00000001,delegateElected,,,,,Đoàn 1,,\n00000002,delegateExOfficio,,,,,Đoàn 2,,\n00000003,delegateElected,,,,,Đoàn 1,,\n";

    [Fact]
    public async Task Totals_count_those_convened_and_present_by_what_the_source_says()
    {
        await using var scene = await SceneAsync(
            "female,Kinh,1996-11-23,2020-01-01,Đại học,Cao cấp", "male,Tày,1960-11-22,1976-11-22,Thạc sĩ,Cao cấp", ",,,,,");

        var totals = TraitTotals.Of((await scene.Facts(ReportScene.Starts).OfAsync(TestSource.Meeting, CancellationToken.None))![0]);

        Assert.Equal(
            [
                ("Women", 1, 1), ("Sex not stated", 1, 0), ("Ethnic minorities", 1, 0), ("Ethnicity not stated", 1, 0),
                ("Age under 31", 1, 1), ("Age 61 and over", 1, 0), ("Age not stated", 1, 0), ("Party age under 10", 1, 1), ("Party age 50 and over", 1, 0), ("Party age not stated", 1, 0),
                ("Education: Thạc sĩ", 1, 0), ("Education: Đại học", 1, 1), ("Education not stated", 1, 0), ("Political theory: Cao cấp", 2, 1), ("Political theory not stated", 1, 0),
            ],
            totals.Select(total => (total.Group.English, total.Convened, total.Present)));
    }

    [Fact]
    public async Task A_birthday_on_the_day_of_the_meeting_counts()
    {
        await using var scene = await SceneAsync(",,1995-11-22,,,", ",,1995-11-23,,,", ",,1995-11-22,,,");

        var totals = TraitTotals.Of((await scene.Facts(ReportScene.Starts).OfAsync(TestSource.Meeting, CancellationToken.None))![0]);

        Assert.Equal([("Age under 31", 1), ("Age 31 to 40", 2)], totals.Select(total => (total.Group.English, total.Convened)).OrderBy(total => total.Convened));
    }

    [Fact]
    public async Task The_credentials_report_has_them_as_totals_and_no_list_of_anybody_by_them()
    {
        await using var scene = await SceneAsync("female,Kinh,1996-01-01,2020-01-01,Đại học,Cao cấp", "male,Tày,1960-11-22,1976-11-22,Thạc sĩ,Cao cấp", ",,,,,");

        var csv = Encoding.UTF8.GetString((await scene.Reporter(ReportScene.Starts).MakeAsync(TestSource.Meeting, null, ReportForm.Credentials, ReportFormat.Csv, CancellationToken.None)).Content.Span);
        var list = Encoding.UTF8.GetString((await scene.Reporter(ReportScene.Starts).MakeAsync(TestSource.Meeting, null, ReportForm.Attendance, ReportFormat.Csv, CancellationToken.None)).Content.Span);
        using var json = JsonDocument.Parse((await scene.Reporter(ReportScene.Starts).MakeAsync(TestSource.Meeting, null, ReportForm.Credentials, ReportFormat.Json, CancellationToken.None)).Content);

        Assert.Contains("Dân tộc thiểu số", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Nguyễn Thị Hoa", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Tày", list + csv, StringComparison.Ordinal);
        Assert.Equal("women", json.RootElement.GetProperty("sessions")[0].GetProperty("composition")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Without_such_columns_the_report_has_no_such_table()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());

        var csv = Encoding.UTF8.GetString((await scene.Reporter(ReportScene.Starts).MakeAsync(TestSource.Meeting, null, ReportForm.Credentials, ReportFormat.Csv, CancellationToken.None)).Content.Span);

        Assert.DoesNotContain("Cơ cấu", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nữ,,,,,", "sex is \"nữ\"; there are female, male.")]
    [InlineData(",,1996,,,", "born is \"1996\" and not a day such as 2026-11-25")]
    public void A_value_that_is_none_is_a_problem_by_file_and_line(string traits, string sentence)
    {
        using var source = new TestSource().WithTraits(traits);
        var import = new SourceImport(source.Path, null, ReportScene.Starts, null);

        import.Read([], CancellationToken.None);

        Assert.Contains(import.Problems.ToList(), problem => problem.Line == 2 && problem.Sentence.English.Contains(sentence, StringComparison.Ordinal));
    }

    private async Task<ReportScene> SceneAsync(params string[] traits)
    {
        var scene = new ReportScene(engine.Create()).With(source => source.WithTraits(traits).WithMeeting(Roster)).Enter(1, ReportScene.Starts.AddMinutes(-20));
        await scene.CollectAsync();
        return scene;
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresTraitTotalsTests(SharedPostgresFixture engine) : TraitTotalsContract(engine);

public sealed class SqliteTraitTotalsTests(SqliteFixture engine) : TraitTotalsContract(engine), IClassFixture<SqliteFixture>;
