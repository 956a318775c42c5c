namespace Kiosk.Testing.Properties;

/// <summary>Thrown by nobody: the own exception of what never throws.</summary>
public sealed class NeverException : Exception;
