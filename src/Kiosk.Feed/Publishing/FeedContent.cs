using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Publishing;

/// <summary>The full content of the next publication.</summary>
/// <param name="National">By target path (<see cref="TargetPaths"/>).</param>
/// <param name="Provinces">A province with signers but no content here keeps its last publication.</param>
public sealed record FeedContent(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> National, IReadOnlyList<ProvinceContent> Provinces);

/// <param name="Sets">A data class missing here keeps its last publication.</param>
public sealed record ProvinceContent(ProvinceCode Code, IReadOnlyList<SetContent> Sets);

/// <summary>A complete set.</summary>
/// <param name="Rows">In ascending key order; enumerated up to three times.</param>
/// <param name="Epoch">Of the audience key that the rows are sealed under; 0 for a class in clear.</param>
public sealed record SetContent(DataClass DataClass, IReadOnlyCollection<SetRow> Rows, int Epoch = 0);
