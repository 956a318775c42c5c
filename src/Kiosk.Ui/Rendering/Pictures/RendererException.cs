namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Nothing can be drawn: a library is missing, no font is installed or memory is exhausted. The message is a sentence for the operator.</summary>
public sealed class RendererException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The command that installs what is missing, on Debian.</summary>
    public const string Remedy = "apt-get install libcairo2 libpangocairo-1.0-0 fonts-inter";
}
