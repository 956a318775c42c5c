namespace Kiosk.Ui.Rendering.Paper;

/// <summary>A paragraph on paper.</summary>
/// <param name="Size">In points.</param>
public readonly record struct PaperText(string Words, double Size, bool IsBold = false, bool IsItalic = false, PaperAlignment Alignment = PaperAlignment.Left);

/// <summary>Where lines stand in their column. The values are Pango's.</summary>
public enum PaperAlignment
{
    Left = 0,
    Centre = 1,
    Right = 2,
}
