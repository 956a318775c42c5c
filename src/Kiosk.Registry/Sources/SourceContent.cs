using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Judging;

namespace Kiosk.Registry.Sources;

/// <summary>What a source folder holds.</summary>
/// <param name="Feed">To be published, where there were no errors.</param>
/// <param name="Files">The path of the file behind each national target, for sentences about it; a target that no file is behind is left out.</param>
/// <param name="Verified">The members' certificates that terminals would take; null where they could not be judged.</param>
internal sealed record SourceContent(FeedContent Feed, IReadOnlyDictionary<string, string> Files, VerifiedCards? Verified = null)
{
    /// <summary>False where the folder of the provinces could not be looked into.</summary>
    public bool KnowsProvinces { get; init; } = true;

    /// <summary>Meetings that are not in it because a calendar cancels them.</summary>
    public IReadOnlySet<WithdrawnMeeting> Withdrawn { get; init; } = new HashSet<WithdrawnMeeting>();
}

/// <summary>A meeting that was cancelled.</summary>
/// <param name="Id">Its id, or its calendar's UID as it is.</param>
internal readonly record struct WithdrawnMeeting(ProvinceCode Province, string Id);
