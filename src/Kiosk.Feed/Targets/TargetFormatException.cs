namespace Kiosk.Feed.Targets;

/// <summary>A target file or its description violates the format. The message is one sentence without the file's name.</summary>
public sealed class TargetFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
