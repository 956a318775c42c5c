using Kiosk.Collector.Importing;
using Kiosk.Collector.Tests.People;

namespace Kiosk.Collector.Tests.Importing;

/// <summary>Secret meetings of the desk's source folder stay out of the collector.</summary>
public sealed class SecretMeetingImportTests : IDisposable
{
    private const string Secret = "hop-kin", Title = "Họp kín về nhân sự", Agenda = "Xem xét đề án số 7";

    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestSource source = new TestSource()
        .WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1"))
        .WithMeeting("00000001,delegateElected,,,,,Đoàn 1,,\n")
        .WithMeeting("00000001,delegateElected,,,,,Đoàn 1,,\n", Secret)
        .Write(
            $"meetings/{Secret}.json",
            $$"""
            { "id": "{{Secret}}", "title": "{{Title}}", "kind": "committeeMeeting", "key": "{{Convert.ToBase64String(TestSource.Key)}}", "hidesTitle": true,
              "sessions": [ { "id": "phien-1", "title": "{{Agenda}}", "opens": "2026-11-22T07:00", "starts": "2026-11-22T08:00", "closes": "2026-11-22T11:30" } ],
              "quorum": { "numerator": 2, "denominator": 3, "rounding": "up", "legalReference": "Quy chế", "approvedBy": "Ban Tổ chức" } }
            """);

    public void Dispose() => source.Dispose();

    [Fact]
    public void Neither_the_meeting_nor_who_is_convened_to_it_is_imported_and_that_is_said_without_naming_it()
    {
        var import = new SourceImport(source.Path, null, Now, null);

        var province = Assert.Single(import.Read([], CancellationToken.None));

        Assert.Equal([TestSource.Meeting], province.Meetings.Select(meeting => meeting.Id));
        Assert.Equal([TestSource.Meeting], province.Invitations.Select(invitation => invitation.MeetingId));
        var said = Assert.Single(import.Problems.ToList()).ToString();
        Assert.Contains("1 secret meeting not imported", said, StringComparison.Ordinal);
        Assert.All((string[])[Title, Agenda, Secret, "Nguyễn Thị Hoa"], secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
    }
}
