namespace Kiosk.Testing.Pcsc;

/// <summary>One reader of vpcd with its two slots.</summary>
/// <param name="Port">Where the first slot waits for its card; the second is the next port.</param>
public sealed record VpcdReader(string Name, int Port, string DriverPath, string ConfigurationPath)
{
    public bool IsPlugged => File.Exists(ConfigurationPath);
}
