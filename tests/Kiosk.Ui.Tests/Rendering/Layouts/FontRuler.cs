using Kiosk.Ui.Rendering.Cairo;

namespace Kiosk.Ui.Tests.Rendering.Layouts;

/// <summary>Measures with the real font, for tests that lay out without drawing. A class fixture, which xunit disposes.</summary>
public sealed class FontRuler : IDisposable
{
    internal Typeface Typeface { get; } = new();

    public void Dispose() => Typeface.Dispose();
}
