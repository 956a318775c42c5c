using Kiosk.Feed.Publishing;

namespace Kiosk.Registry.Sources;

/// <summary>What a source folder holds.</summary>
/// <param name="Feed">To be published, where there were no errors.</param>
/// <param name="Files">The path of the file behind each national target, for sentences about it; a target that no file is behind is left out.</param>
internal sealed record SourceContent(FeedContent Feed, IReadOnlyDictionary<string, string> Files);
