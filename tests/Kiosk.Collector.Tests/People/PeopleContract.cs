using System.Runtime.Versioning;
using Kiosk.Collector.Importing;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Feed.Records;
using Kiosk.Source.Problems;

namespace Kiosk.Collector.Tests.People;

/// <summary>What was imported from the desk's source folder answers who is who, alike on every engine.</summary>
public abstract class PeopleContract(EngineFixture engine) : IDisposable
{
    private static readonly DateTimeOffset Today = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    private readonly TestSource source = new TestSource()
        .WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1"), ("Hoa Văn Bình", "Chi bộ 2"), ("Trần Đức Hòa", "Chi bộ 1"), ("Lê Ánh", "Chi bộ 2"))
        .WithMeeting("00000001,delegateElected,Trưởng đoàn,A,1,1,Đoàn 1,,\n00000002,delegateExOfficio,,,,,Đoàn 2,2,\n00000003,guest,,,,,,,\n");

    public void Dispose()
    {
        source.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_pseudonym_of_a_frame_names_the_person_with_class_and_delegation()
    {
        await using var database = await ImportedAsync();

        var person = await new PeopleStore(database).WhoAsync(TestSource.Meeting, TestCards.PseudonymOf(1), CancellationToken.None);

        Assert.Equal(("Nguyễn Thị Hoa", "00000001", "Chi bộ 1"), (person!.Name, person.Member!.CardNumber, person.Member.Unit));
        Assert.Equal(new RosterEntry(TestCards.TagOf(1), AttendeeClass.DelegateElected, "Trưởng đoàn", new("A", "1", "1"), "Đoàn 1", null), person.Entry);
    }

    [Fact]
    public async Task A_pseudonym_of_nobody_convened_and_of_another_meeting_names_nobody()
    {
        await using var database = await ImportedAsync();
        var people = new PeopleStore(database);

        Assert.Null(await people.WhoAsync(TestSource.Meeting, TestCards.PseudonymOf(4), CancellationToken.None));
        Assert.Null(await people.WhoAsync("khac", TestCards.PseudonymOf(1), CancellationToken.None));
        Assert.Null(await people.FindMeetingAsync("khac", CancellationToken.None));
    }

    [Fact]
    public async Task Those_convened_stand_in_the_order_of_a_list_of_names()
    {
        await using var database = await ImportedAsync();

        Assert.Equal(["Hoa Văn Bình", "Nguyễn Thị Hoa", "Trần Đức Hòa"], (await new PeopleStore(database).ConvenedAsync(TestSource.Meeting, CancellationToken.None)).Select(person => person.Name));
    }

    [Theory]
    [InlineData("hoa", "Nguyễn Thị Hoa|Trần Đức Hòa|Hoa Văn Bình")]
    [InlineData("HÒA duc", "Trần Đức Hòa")]
    [InlineData("tran hoa", "Trần Đức Hòa")]
    [InlineData("đức", "Trần Đức Hòa")]
    [InlineData("bin", "Hoa Văn Bình")]
    [InlineData("anh", "")]
    [InlineData("oa", "")]
    [InlineData("%_!'", "")]
    [InlineData("  ", "")]
    public async Task People_convened_are_found_by_name_without_accents_and_given_name_first(string text, string names)
    {
        await using var database = await ImportedAsync();

        Assert.Equal(names, string.Join('|', (await new PeopleStore(database).FindConvenedAsync(TestSource.Meeting, text, 10, CancellationToken.None)).Select(person => person.Name)));
    }

    [Fact]
    public async Task Members_are_found_whether_convened_or_not_and_units_are_listed()
    {
        await using var database = await ImportedAsync();
        var people = new PeopleStore(database);

        Assert.Equal(TestCards.TagOf(4), Assert.Single(await people.FindMembersAsync("anh le", 10, CancellationToken.None)).Tag);
        Assert.Equal(2, (await people.FindMembersAsync("hoa", 2, CancellationToken.None)).Count);
        Assert.Equal(["Chi bộ 1", "Chi bộ 2"], await people.UnitsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Importing_again_changes_nothing_and_a_changed_folder_replaces_everything()
    {
        await using var database = await ImportedAsync();
        await ImportAsync(database);
        var people = new PeopleStore(database);
        Assert.Equal(3, (await people.ConvenedAsync(TestSource.Meeting, CancellationToken.None)).Count);

        source.WithMembers(("Nguyễn Thị Hoa Mai", "Chi bộ 9"), ("Hoa Văn Bình", "Chi bộ 2")).WithMeeting("00000001,guest,,,,,,,\n");
        await ImportAsync(database);

        Assert.Equal("Nguyễn Thị Hoa Mai", Assert.Single(await people.ConvenedAsync(TestSource.Meeting, CancellationToken.None)).Name);
        Assert.Equal(["Chi bộ 2", "Chi bộ 9"], await people.UnitsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_meeting_that_is_over_stays_with_its_people_and_one_ahead_is_withdrawn()
    {
        source.WithMeeting("00000001,member,,,,,,,\n", "da-qua", "2026-11-10");
        await using var database = await ImportedAsync();

        source.Without("da-qua").Without(TestSource.Meeting).WithMembers(("Hoa Văn Bình", "Chi bộ 2"));
        await ImportAsync(database);

        var people = new PeopleStore(database);
        Assert.Equal(["da-qua"], (await people.MeetingsAsync(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), CancellationToken.None)).Select(one => one.Meeting.Id));
        Assert.Single(await people.ConvenedAsync("da-qua", CancellationToken.None));
        Assert.Null(await people.FindMeetingAsync(TestSource.Meeting, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_file_and_line_and_nothing_is_stored()
    {
        source.WithMeeting("00000009,guest,,,,,,,\n").Write("members.csv", "certificate,name,card_number,unit,status,from\nAAAA,An,1,Chi bộ,official,2010-05-19\n");
        var import = Import();

        import.Read([], CancellationToken.None);

        Assert.Equal(["provinces/79/members.csv:2"], import.Problems.ToList().Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => $"{problem.File}:{problem.Line}"));
    }

    [Fact]
    public async Task Another_provinces_meeting_with_the_same_id_is_refused_and_nothing_changes()
    {
        await using var database = await ImportedAsync();
        var other = Import().Read([], CancellationToken.None).Select(province => province with { Code = "01", Members = [.. province.Members.Select(member => member with { Province = "01" })] }).ToList();

        var refusal = await Assert.ThrowsAsync<StorageException>(() => new PeopleReplacement(database, Today).RunAsync(other, progress: null, CancellationToken.None));

        Assert.Contains("dai-hoi-2026 of 01 has the id of a meeting of 79", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await new PeopleStore(database).FindMembersAsync("hoa", 10, CancellationToken.None)).Count + 1);
    }

    private SourceImport Import() => new(source.Path, meetingSecret: null, Today, progress: null);

    private async Task<IDatabase> ImportedAsync()
    {
        var database = engine.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        await ImportAsync(database);
        return database;
    }

    private Task ImportAsync(IDatabase database) => new PeopleReplacement(database, Today).RunAsync(Import().Read([], CancellationToken.None), progress: null, CancellationToken.None);
}

[SupportedOSPlatform("linux")]
public sealed class PostgresPeopleTests(PostgresFixture engine) : PeopleContract(engine), IClassFixture<PostgresFixture>;

public sealed class SqlitePeopleTests(SqliteFixture engine) : PeopleContract(engine), IClassFixture<SqliteFixture>;
