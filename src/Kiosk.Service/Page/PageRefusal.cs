using Kiosk.Words;

namespace Kiosk.Service.Page;

/// <summary>Why a request is refused.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Sentence">Sent as one line a language, Vietnamese first: which one somebody reads is not known before the page is there.</param>
internal sealed record PageRefusal(int Status, Phrase Sentence);
