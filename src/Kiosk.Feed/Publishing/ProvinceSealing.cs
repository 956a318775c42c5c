using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Publishing;

/// <summary>Makes the sealed sets of a province.</summary>
public static class ProvinceSealing
{
    /// <param name="rows">Sealed members (<see cref="MemberSeal"/>) by their row keys, in any order.</param>
    public static SetContent Members(AudienceKey audience, IEnumerable<SetRow> rows) => Set(DataClass.Members, audience, rows);

    public static SetContent Meetings(AudienceKey audience, IEnumerable<Meeting> meetings)
    {
        using var cipher = audience.MeetingCipher();
        return Set(DataClass.Meetings, audience, meetings.Select(meeting => Row(cipher, audience.MeetingKey(meeting.Id), JsonSerializer.SerializeToUtf8Bytes(meeting, RecordJson.Meeting))));
    }

    public static SetContent Rosters(AudienceKey audience, IEnumerable<Invitation> invitations)
    {
        using var cipher = audience.InvitationCipher();
        return Set(
            DataClass.Rosters,
            audience,
            invitations.Select(one => Row(cipher, audience.InvitationKey(audience.MeetingKey(one.MeetingId), one.Entry.Tag), JsonSerializer.SerializeToUtf8Bytes(one.Entry, RecordJson.RosterEntry))));
    }

    /// <param name="points">With their keys.</param>
    public static SetContent Points(AudienceKey audience, IEnumerable<Point> points, IEnumerable<Pass> passes)
    {
        using var cipher = audience.PointCipher();
        return Set(
            DataClass.Points,
            audience,
            [
                .. points.Select(point => Row(cipher, audience.PointKey(point.Id), JsonSerializer.SerializeToUtf8Bytes(point, RecordJson.Point))),
                .. passes.Select(pass => Row(cipher, audience.PassKey(audience.PointKey(pass.PointId), pass.Line.Tag), JsonSerializer.SerializeToUtf8Bytes(pass.Line, RecordJson.PassLine))),
            ]);
    }

    /// <summary>The wrapped keys of those who are let in.</summary>
    /// <exception cref="SealException">A reader's key is not one on P-256.</exception>
    public static SetContent Audience(AudienceKey audience, IEnumerable<AudienceReader> readers) =>
        Set(DataClass.Audience, audience, readers.Select(reader => new SetRow(AudienceWrap.KeyOf(reader.Id), AudienceWrap.Seal(audience, reader))));

    private static SetRow Row(RowCipher cipher, byte[] key, byte[] json) => new(key, cipher.Seal(key, json));

    private static SetContent Set(DataClass dataClass, AudienceKey audience, IEnumerable<SetRow> rows)
    {
        var sorted = rows.ToArray();
        Array.Sort(sorted, (a, b) => a.Key.Span.SequenceCompareTo(b.Key.Span));
        return new(dataClass, sorted, audience.Epoch);
    }
}
