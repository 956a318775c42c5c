namespace Kiosk.Collector.Journals;

/// <summary>A batch that this collector refused.</summary>
/// <param name="Code">A constant of <see cref="Kiosk.Journal.Upload.UploadRefusal"/>.</param>
/// <param name="First">Its first record; 0 if the batch could not be read.</param>
/// <param name="Times">How often it was refused.</param>
internal sealed record RefusedUpload(string TerminalId, string Code, ulong First, ulong Last, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, ulong Times);
