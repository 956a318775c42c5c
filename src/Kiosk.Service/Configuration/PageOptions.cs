namespace Kiosk.Service.Configuration;

/// <summary>The page that shows the terminal in a browser on the same machine.</summary>
internal sealed class PageOptions
{
    /// <summary>Serves the page on the loopback port for health and metrics. Its address, with the access token, is written to the data folder at each start.</summary>
    public bool Enabled { get; set; }
}
