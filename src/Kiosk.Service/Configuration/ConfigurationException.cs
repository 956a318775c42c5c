namespace Kiosk.Service.Configuration;

/// <summary>A setting cannot be used. The message is one sentence: the key, where it is, and the remedy.</summary>
internal sealed class ConfigurationException(string message, Exception? innerException = null) : Exception(message, innerException);
