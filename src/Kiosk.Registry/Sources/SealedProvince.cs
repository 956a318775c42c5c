using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Source.Folders;

namespace Kiosk.Registry.Sources;

/// <summary>A province as it is published.</summary>
internal sealed class SealedProvince
{
    public SealedProvince(SourceProvince<SealedMember> source, SourceKeys keys)
    {
        Withdrawn = [.. source.Withdrawn.Select(id => new WithdrawnMeeting(source.Code, id))];
        Unsigned = [.. source.Meetings.Where(meeting => meeting.InvitationKeys is null && IsInvitedTo(meeting, source)).Select(meeting => (source.Code, meeting.Id))];
        if (!source.IsListed)
        {
            Content = new(source.Code, []);
            return;
        }

        var audience = keys.Audience(source.Code);
        var members = source.Members.Where(member => !source.Ended.Contains(member.Tag)).OrderBy(member => member.Order).ToArray();
        Rows = new(Array.ConvertAll(members, member => member.Tag), [.. source.Meetings.Select(meeting => meeting.Id)], source.Invitations, source.Points, source.Passes) { Ended = source.Ended.Tags };
        Content = new(
            source.Code,
            [
                new(DataClass.Members, Array.ConvertAll(members, member => new SetRow(member.Key, member.Value)), audience.Epoch),
                ProvinceSealing.Meetings(audience, source.Meetings.Select(meeting => WithKey(meeting, source, keys))),
                ProvinceSealing.Rosters(audience, source.Invitations),
                // Older terminals do not know the class: it is there only for whoever uses it.
                .. source.Points.Count == 0 ? (SetContent[])[] : [ProvinceSealing.Points(audience, source.Points.Select(point => point with { Key = keys.PointKey(source.Code, point.Id) }), source.Passes)],
                ProvinceSealing.Audience(audience, keys.Readers(source.Code)),
            ]);
    }

    public ProvinceContent Content { get; }

    /// <summary>What the sealed rows are about; null if the folder could not be listed.</summary>
    public SourceRows? Rows { get; }

    /// <summary>Meetings omitted because a calendar cancels them, which are missing on purpose.</summary>
    public IReadOnlyList<WithdrawnMeeting> Withdrawn { get; }

    /// <summary>Meetings to which somebody may come by invitation, and that name no key of their own for them.</summary>
    public IReadOnlyList<(ProvinceCode Province, string Meeting)> Unsigned { get; }

    // Where nobody may come by invitation, no key opens a way.
    private static Meeting WithKey(Meeting meeting, SourceProvince<SealedMember> source, SourceKeys keys) =>
        keys.Invitations is { } key && IsInvitedTo(meeting, source) ? meeting with { InvitationKeys = [.. meeting.InvitationKeys ?? [], key] } : meeting;

    private static bool IsInvitedTo(Meeting meeting, SourceProvince<SealedMember> source) => source.Invitees.Any(one => one.MeetingId == meeting.Id);
}
