using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;

namespace Kiosk.Registry.Sources;

/// <summary>What a province's sealed rows are about: by it the same rows are found under another audience key.</summary>
internal sealed record SourceRows(IReadOnlyList<CardTag> Members, IReadOnlyList<string> Meetings, IReadOnlyList<Invitation> Invitations, IReadOnlyList<Point> Points, IReadOnlyList<Pass> Passes)
{
    /// <summary>Cards whose records are missing on purpose: they were handed in for new ones.</summary>
    public IReadOnlyCollection<CardTag> Ended { get; init; } = [];

    /// <summary>The row keys in ascending order.</summary>
    public IReadOnlyList<byte[]> KeysUnder(AudienceKey audience, DataClass dataClass)
    {
        var keys = dataClass switch
        {
            DataClass.Members => Members.Select(audience.MemberKey).ToArray(),
            DataClass.Meetings => Meetings.Select(audience.MeetingKey).ToArray(),
            DataClass.Rosters => Invitations.Select(one => audience.InvitationKey(audience.MeetingKey(one.MeetingId), one.Entry.Tag)).ToArray(),
            DataClass.Points => [.. Points.Select(point => audience.PointKey(point.Id)), .. Passes.Select(pass => audience.PassKey(audience.PointKey(pass.PointId), pass.Line.Tag))],
            _ => throw new ArgumentOutOfRangeException(nameof(dataClass), dataClass, "No class of this has a source folder."),
        };
        Array.Sort(keys, (a, b) => a.AsSpan().SequenceCompareTo(b));
        return keys;
    }
}
