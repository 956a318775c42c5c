namespace Kiosk.Service.CommandLine.Answers;

/// <summary>Nothing answers where something should (exit code 3).</summary>
internal sealed class ServiceUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>It may be there, but this user may not ask it.</summary>
    public bool IsDenied { get; init; }
}
