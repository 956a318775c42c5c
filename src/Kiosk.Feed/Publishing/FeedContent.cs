using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Publishing;

/// <summary>Everything that the next publication says.</summary>
/// <param name="National">By target path (<see cref="TargetPaths"/>).</param>
/// <param name="Provinces">A province that has signers and no content here keeps what was published last.</param>
public sealed record FeedContent(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> National, IReadOnlyList<ProvinceContent> Provinces);

/// <param name="Sets">A class that is missing here keeps what was published last.</param>
public sealed record ProvinceContent(ProvinceCode Code, IReadOnlyList<SetContent> Sets);

/// <summary>A whole set.</summary>
/// <param name="Rows">In ascending order of the keys; walked up to three times.</param>
public sealed record SetContent(DataClass DataClass, IReadOnlyCollection<SetRow> Rows);
