using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Source.Folders;

/// <summary>The folder of one province.</summary>
/// <typeparam name="T">What was kept of a member.</typeparam>
/// <param name="Withdrawn">The ids of meetings cancelled by a calendar.</param>
internal sealed record SourceProvince<T>(ProvinceCode Code, IReadOnlyList<T> Members, IReadOnlyList<Meeting> Meetings, IReadOnlyList<Invitation> Invitations, IReadOnlyCollection<string> Withdrawn)
{
    /// <summary>Who may come by a signed invitation.</summary>
    public IReadOnlyList<Invitee> Invitees { get; init; } = [];

    /// <summary>The points without staff, without their keys.</summary>
    public IReadOnlyList<Point> Points { get; init; } = [];

    /// <summary>The cards on the points' lists.</summary>
    public IReadOnlyList<Pass> Passes { get; init; } = [];

    /// <summary>Cards that were handed in for new ones.</summary>
    public EndedCards Ended { get; init; } = EndedCards.None;

    /// <summary>False if the folder could not be listed: then the rest is empty.</summary>
    public bool IsListed { get; init; } = true;
}
