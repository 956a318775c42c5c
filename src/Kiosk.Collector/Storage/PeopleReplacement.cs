using System.Text.Json;
using Kiosk.Collector.People;
using Kiosk.Feed.Records;
using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Collector.Storage;

/// <summary>
/// Replaces what was imported of provinces, all of them or none. Meetings that have begun stay with their rosters and members, whose attendance is reported for years; others that the folder no
/// longer has are withdrawn.
/// </summary>
internal sealed class PeopleReplacement(IDatabase database, DateTimeOffset now)
{
    private const string UpsertMember =
        " ON CONFLICT (province, tag) DO UPDATE SET card_number = excluded.card_number, unit = excluded.unit, search = excluded.search, body = excluded.body, traits = excluded.traits, is_current = excluded.is_current";

    private const string UpsertMeeting =
        """
        INSERT INTO meeting (meeting, province, opens, closes, body) VALUES (@meeting, @province, @opens, @closes, @body)
        ON CONFLICT (meeting) DO UPDATE SET opens = excluded.opens, closes = excluded.closes, body = excluded.body
        """;

    private const string DeleteForgotten =
        """
        DELETE FROM member WHERE province = @province AND is_current = 0
        AND NOT EXISTS (SELECT 1 FROM invitation i JOIN meeting g ON g.meeting = i.meeting WHERE i.tag = member.tag AND g.province = member.province)
        """;

    /// <exception cref="StorageException">The database cannot be used, or another province has a meeting with the same id; nothing was changed.</exception>
    public Task RunAsync(IReadOnlyList<ImportedProvince> provinces, IProgress<Phrase>? progress, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        // One import at a time, or two would wait for each other's rows.
        await session.ExecuteAsync(database.MigrationLock, cancellationToken);
        foreach (var province in provinces)
        {
            progress?.Report(new($"{province.Code}: đang ghi vào cơ sở dữ liệu …", $"{province.Code}: writing to the database …"));
            await ReplaceAsync(session, province, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return true;
    });

    private async Task ReplaceAsync(DatabaseSession session, ImportedProvince province, CancellationToken cancellationToken)
    {
        var code = ("province", (object)province.Code);
        await session.ExecuteAsync("UPDATE member SET is_current = 0 WHERE province = @province", cancellationToken, code);
        await session.InsertAsync("member", ["province", "tag", "card_number", "unit", "search", "body", "is_current", "traits"], province.Members.Select(RowOf), UpsertMember, cancellationToken);
        await WithdrawAsync(session, province, cancellationToken);
        var invitations = province.Invitations.ToLookup(invitation => invitation.MeetingId, StringComparer.Ordinal);
        foreach (var meeting in province.Meetings)
        {
            await ReplaceAsync(session, province.Code, meeting, invitations[meeting.Id], cancellationToken);
        }

        await session.ExecuteAsync(DeleteForgotten, cancellationToken, code);
        await session.ExecuteAsync(
            "INSERT INTO province (province, imported) VALUES (@province, @now) ON CONFLICT (province) DO UPDATE SET imported = excluded.imported", cancellationToken, code, ("now", StoredInstant.Of(now)));
    }

    private async Task WithdrawAsync(DatabaseSession session, ImportedProvince province, CancellationToken cancellationToken)
    {
        var given = province.Meetings.Select(meeting => meeting.Id).ToHashSet(StringComparer.Ordinal);
        var ahead = await session.QueryAsync(
            "SELECT meeting FROM meeting WHERE province = @province AND opens > @now", row => row.GetString(0), cancellationToken, ("province", province.Code), ("now", StoredInstant.Of(now)));
        foreach (var meeting in ahead.Where(meeting => !given.Contains(meeting)))
        {
            await session.ExecuteAsync("DELETE FROM invitation WHERE meeting = @meeting", cancellationToken, ("meeting", meeting));
            await session.ExecuteAsync("DELETE FROM meeting WHERE meeting = @meeting", cancellationToken, ("meeting", meeting));
        }
    }

    private static async Task ReplaceAsync(DatabaseSession session, string province, Meeting meeting, IEnumerable<Invitation> invitations, CancellationToken cancellationToken)
    {
        var id = ("meeting", (object)meeting.Id);
        if (await session.ScalarAsync("SELECT province FROM meeting WHERE meeting = @meeting", cancellationToken, id) is string other && other != province)
        {
            throw new StorageException(new(
                $"Cuộc họp {meeting.Id} của {province} trùng mã với một cuộc họp của {other}: hãy đổi mã của một trong hai; chưa nhập gì.",
                $"The meeting {meeting.Id} of {province} has the id of a meeting of {other}: rename one of them; nothing was imported."));
        }

        await session.ExecuteAsync("DELETE FROM invitation WHERE meeting = @meeting", cancellationToken, id);
        await session.ExecuteAsync(
            UpsertMeeting,
            cancellationToken,
            id,
            ("province", province),
            ("opens", StoredInstant.Of(meeting.Sessions.Min(session => session.Opens))),
            ("closes", StoredInstant.Of(meeting.Sessions.Max(session => session.Closes))),
            ("body", JsonSerializer.Serialize(meeting, RecordJson.Meeting)));
        await session.InsertAsync(
            "invitation",
            ["meeting", "tag", "pseudonym", "body"],
            invitations.Select(one => (object[])[meeting.Id, one.Entry.Tag.ToArray(), MeetingPseudonym.Of(meeting, one.Entry.Tag), JsonSerializer.Serialize(one.Entry, RecordJson.RosterEntry)]),
            "",
            cancellationToken);
    }

    private static object[] RowOf(KnownMember member) =>
    [
        member.Province, member.Tag.ToArray(), member.Member.CardNumber, member.Member.Unit, VietnameseName.SearchText(member.Member.Name), JsonSerializer.Serialize(member.Member, RecordJson.Member), member.IsCurrent ? 1 : 0, TraitsColumn.Write(member.Traits),
    ];
}
