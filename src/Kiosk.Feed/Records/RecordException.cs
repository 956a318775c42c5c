namespace Kiosk.Feed.Records;

/// <summary>A record breaks a rule that publisher and terminal both enforce. The message is one sentence without the file's name, which the caller adds.</summary>
public sealed class RecordException(string message) : Exception(message);
