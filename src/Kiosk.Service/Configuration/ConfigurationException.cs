namespace Kiosk.Service.Configuration;

/// <summary>A setting cannot be used. The message is one sentence: which key, where, what now.</summary>
internal sealed class ConfigurationException(string message, Exception? innerException = null) : Exception(message, innerException);
