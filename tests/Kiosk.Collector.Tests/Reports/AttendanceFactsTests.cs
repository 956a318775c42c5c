using System.Runtime.Versioning;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Tests.Reports;

public abstract class AttendanceFactsContract(EngineFixture engine)
{
    [Fact]
    public async Task Everybody_convened_is_present_late_absent_or_not_arrived()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());

        var session = Assert.Single((await scene.Facts(ReportScene.Starts.AddHours(1)).OfAsync(TestSource.Meeting, CancellationToken.None))!);

        Assert.Equal(
            ["Hoa Văn Bình Present True", "Nguyễn Thị Hoa Present False", "Trần Đức Hòa NotArrived False", "=1+1 NotArrived False"],
            session.People.Select(person => $"{person.Person!.Name} {person.Presence} {person.IsLate}"));
        Assert.Equal((3, 2, 2), (session.Quorum!.Convened, session.Quorum.Present, session.Quorum.Required));
        Assert.Equal(("HN-01", 2UL), (Assert.Single(session.Journals).TerminalId, session.Journals[0].Confirmed));
    }

    [Fact]
    public async Task The_support_desks_corrections_count()
    {
        await using var scene = new ReportScene(engine.Create()).With(source => source
            .WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1"), ("Hoa Văn Bình", "Chi bộ 2"), ("Trần Đức Hòa", "Chi bộ 1"))
            .WithMeeting("00000001,delegateElected,,,,,,,\n00000002,delegateElected,,,,,,,\n00000003,delegateElected,,,,,,,\n"));
        scene.Enter(1, ReportScene.Starts).Record(1, ReportScene.Starts.AddMinutes(1), JournalOutcome.Reverted, ReasonCode.DeskMistaken)
            .Record(2, ReportScene.Starts, JournalOutcome.Excused, ReasonCode.DeskAbsentIll).Record(3, ReportScene.Starts, JournalOutcome.Excused, ReasonCode.DeskAbsentUnexcused);
        await scene.CollectAsync();

        var session = (await scene.Facts(ReportScene.Starts.AddDays(1)).OfAsync(TestSource.Meeting, CancellationToken.None))![0];

        Assert.Equal(
            ["Hoa Văn Bình AbsentWithReason", "Nguyễn Thị Hoa NotArrived", "Trần Đức Hòa AbsentWithoutReason"],
            session.People.Select(person => $"{person.Person!.Name} {person.Presence}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Somebody_present_without_a_line_on_the_roster_stands_behind_the_others()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        await scene.With(source => source.WithMeeting("00000001,delegateElected,,,,,,,\n")).CollectAsync();

        var session = (await scene.Facts(ReportScene.Starts).OfAsync(TestSource.Meeting, CancellationToken.None))![0];

        Assert.Equal([true, false], session.People.Select(person => person.Person is not null));
        Assert.Equal(Presence.Present, session.People[1].Presence);
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresAttendanceFactsTests(SharedPostgresFixture engine) : AttendanceFactsContract(engine);

public sealed class SqliteAttendanceFactsTests(SqliteFixture engine) : AttendanceFactsContract(engine), IClassFixture<SqliteFixture>;
