using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Judging;

namespace Kiosk.Registry.Sources;

/// <summary>The content of a source folder.</summary>
/// <param name="Feed">To be published if there were no errors.</param>
/// <param name="Files">The source file of each national target, for messages; omitted if there is none.</param>
/// <param name="Verified">The members' certificates that terminals would accept; null if they could not be judged.</param>
internal sealed record SourceContent(FeedContent Feed, IReadOnlyDictionary<string, string> Files, VerifiedCards? Verified = null)
{
    /// <summary>False if the provinces folder could not be listed.</summary>
    public bool KnowsProvinces { get; init; } = true;

    /// <summary>What the sealed rows of each province are about.</summary>
    public IReadOnlyDictionary<ProvinceCode, SourceRows> Rows { get; init; } = new Dictionary<ProvinceCode, SourceRows>();

    /// <inheritdoc cref="SealedProvince.Unsigned"/>
    public IReadOnlyList<(ProvinceCode Province, string Meeting)> Unsigned { get; init; } = [];

    /// <summary>Meetings omitted because a calendar cancels them.</summary>
    public IReadOnlySet<WithdrawnMeeting> Withdrawn { get; init; } = new HashSet<WithdrawnMeeting>();
}

/// <summary>A meeting that was cancelled.</summary>
/// <param name="Id">Its id, or the event's UID as written.</param>
internal readonly record struct WithdrawnMeeting(ProvinceCode Province, string Id);
