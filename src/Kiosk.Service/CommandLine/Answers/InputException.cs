namespace Kiosk.Service.CommandLine.Answers;

/// <summary>Something given on the command line cannot be used. The message is one sentence.</summary>
internal sealed class InputException(string message, Exception? innerException = null) : Exception(message, innerException);
