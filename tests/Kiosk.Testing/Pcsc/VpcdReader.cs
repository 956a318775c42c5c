namespace Kiosk.Testing.Pcsc;

/// <summary>A vpcd reader with two slots.</summary>
/// <param name="Port">The port on which the first slot listens for its card; the second slot uses the next.</param>
public sealed record VpcdReader(string Name, int Port, string DriverPath, string ConfigurationPath)
{
    public bool IsPlugged => File.Exists(ConfigurationPath);
}
