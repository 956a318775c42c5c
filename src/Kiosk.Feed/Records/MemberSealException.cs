namespace Kiosk.Feed.Records;

/// <summary>A sealed record belongs to another card or was modified.</summary>
public sealed class MemberSealException(string message, Exception? innerException = null) : Exception(message, innerException);
