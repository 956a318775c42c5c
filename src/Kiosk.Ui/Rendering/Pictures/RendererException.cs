namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>No picture can be drawn: a library or every font is missing, or memory is. The message is a sentence for the operator.</summary>
public sealed class RendererException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What to install, on Debian.</summary>
    public const string Remedy = "apt-get install libcairo2 libpangocairo-1.0-0 fonts-inter";
}
