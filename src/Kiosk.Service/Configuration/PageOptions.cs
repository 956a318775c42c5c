namespace Kiosk.Service.Configuration;

/// <summary>The page that shows the terminal in a browser on the same machine.</summary>
internal sealed class PageOptions
{
    /// <summary>Serves it on the loopback port of health and metrics. Its address, with the token that opens it, is written into the data folder at each start.</summary>
    public bool Enabled { get; set; }
}
