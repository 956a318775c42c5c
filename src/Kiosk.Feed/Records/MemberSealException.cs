namespace Kiosk.Feed.Records;

/// <summary>A sealed record is another card's, or was changed.</summary>
public sealed class MemberSealException(string message, Exception? innerException = null) : Exception(message, innerException);
