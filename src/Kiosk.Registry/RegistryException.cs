namespace Kiosk.Registry;

/// <summary>Something given to the registry cannot be used. The message is one sentence: what, where, what now.</summary>
internal sealed class RegistryException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    public static RegistryException At(string path, long line, string what) => new($"{path} line {line}: {what}");
}
