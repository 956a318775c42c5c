namespace Kiosk.Service.Page;

/// <summary>Why a request is refused.</summary>
/// <param name="Status">The HTTP status.</param>
internal sealed record PageRefusal(int Status, string Sentence);
