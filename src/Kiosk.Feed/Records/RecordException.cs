namespace Kiosk.Feed.Records;

/// <summary>A record breaks a rule that both ends hold. The message is one sentence without the file's name, which the reader of the file adds.</summary>
public sealed class RecordException(string message) : Exception(message);
