namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The modules of a QR code (ISO/IEC 18004) without the quiet zone.</summary>
/// <param name="Side">Modules a side.</param>
/// <param name="Modules">Row by row; true is dark.</param>
internal sealed record QrMatrix(int Side, IReadOnlyList<bool> Modules)
{
    /// <summary>Modules of quiet zone that a reader needs on each side.</summary>
    public const int QuietZone = 4;

    public bool IsDark(int x, int y) => Modules[(y * Side) + x];
}
