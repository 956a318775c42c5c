namespace Kiosk.Testing.Properties;

/// <summary>Stands for the exception of a parser that never throws. Nothing throws it.</summary>
public sealed class NeverException : Exception;
