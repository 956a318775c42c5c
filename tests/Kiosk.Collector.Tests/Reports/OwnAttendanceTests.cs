using System.Runtime.Versioning;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Feed.Records;
using Kiosk.Journal;

namespace Kiosk.Collector.Tests.Reports;

/// <summary>The answer to a member who wants to see their own attendance.</summary>
public abstract class OwnAttendanceContract(EngineFixture engine)
{
    private static readonly DateTimeOffset Later = ReportScene.Starts.AddDays(8);

    [Fact]
    public async Task Each_sees_their_own_session_and_how_they_came()
    {
        var database = engine.Create();
        await using var scene = await ReportScene.UsualAsync(database);

        var answers = await AnswerAsync(scene, database, Later, 1, 2, 3, 9);

        Assert.All(answers.Values, own => Assert.Equal(new(2026, 11, 30), own.AsOf));
        Assert.Equal([new(new(2026, 11, 22), "Đại hội đại biểu", CameAs.Present)], answers[TestCards.TagOf(1)].Sessions);
        Assert.Equal([CameAs.Late, CameAs.Unknown], new[] { 2, 3 }.Select(card => Assert.Single(answers[TestCards.TagOf(card)].Sessions).Came));
        Assert.Empty(answers[TestCards.TagOf(9)].Sessions);
    }

    [Fact]
    public async Task A_session_under_way_and_one_of_more_than_a_year_ago_are_left_out()
    {
        var database = engine.Create();
        await using var scene = await ReportScene.UsualAsync(database);

        Assert.Empty((await AnswerAsync(scene, database, ReportScene.Starts.AddHours(1), 1))[TestCards.TagOf(1)].Sessions);
        Assert.Empty((await AnswerAsync(scene, database, ReportScene.Starts.AddDays(370), 1))[TestCards.TagOf(1)].Sessions);
    }

    [Fact]
    public async Task Nothing_of_a_secret_meeting_is_told()
    {
        var database = engine.Create();
        await using var scene = new ReportScene(database).With(source => source.WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1")).WithMeeting("00000001,delegateElected,,,,,Đoàn 1,,\n").Write(
            $"meetings/{TestSource.Meeting}.json",
            $$"""
            { "id": "{{TestSource.Meeting}}", "title": "Họp kín", "kind": "committeeMeeting", "key": "{{Convert.ToBase64String(TestSource.Key)}}", "hidesTitle": true,
              "sessions": [ { "id": "phien-1", "title": "Phiên kín", "opens": "2026-11-22T07:00", "starts": "2026-11-22T08:00", "closes": "2026-11-22T11:30" } ],
              "quorum": { "numerator": 2, "denominator": 3, "rounding": "up", "legalReference": "Quy chế", "approvedBy": "Ban Tổ chức" } }
            """));
        await scene.Enter(1, ReportScene.Starts).CollectAsync();

        Assert.Empty((await AnswerAsync(scene, database, Later, 1))[TestCards.TagOf(1)].Sessions);
    }

    [Fact]
    public async Task Whoever_has_a_new_card_sees_what_the_old_one_was_convened_to()
    {
        var database = engine.Create();
        await using var scene = await ReportScene.UsualAsync(database);
        RegistryRequest[] handed = [Handed(from: 1, to: 7), Handed(from: 7, to: 8), Handed(from: 8, to: 7)];

        var cards = FormerCards.Of([TestCards.TagOf(8), TestCards.TagOf(2)], handed);
        var answers = await new OwnAttendance(scene.Facts(Later), new(database), new StoppedClock(Later)).OfAsync(cards, CancellationToken.None);

        Assert.Equal(CameAs.Present, Assert.Single(answers[TestCards.TagOf(8)].Sessions).Came);
        Assert.Equal(CameAs.Late, Assert.Single(answers[TestCards.TagOf(2)].Sessions).Came);
    }

    private static RegistryRequest Handed(int from, int to) =>
        new(Later, "HN-01", 1, RequestKind.CardEnded, new SealedDetails(Tag: TestCards.TagOf(to).ToString(), Replaces: TestCards.TagOf(from).ToString()), Name: null);

    private static Task<IReadOnlyDictionary<CardTag, PastAttendance>> AnswerAsync(ReportScene scene, IDatabase database, DateTimeOffset now, params int[] cards) =>
        new OwnAttendance(scene.Facts(now), new(database), new StoppedClock(now)).OfAsync(FormerCards.Of(cards.Select(TestCards.TagOf), []), CancellationToken.None);
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresOwnAttendanceTests(SharedPostgresFixture engine) : OwnAttendanceContract(engine);

public sealed class SqliteOwnAttendanceTests(SqliteFixture engine) : OwnAttendanceContract(engine), IClassFixture<SqliteFixture>;
