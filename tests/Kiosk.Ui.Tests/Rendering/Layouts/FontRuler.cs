using Kiosk.Ui.Rendering.Cairo;

namespace Kiosk.Ui.Tests.Rendering.Layouts;

/// <summary>The real font, for tests that lay out without drawing. xunit disposes it with the class it is a fixture of.</summary>
public sealed class FontRuler : IDisposable
{
    internal Typeface Typeface { get; } = new();

    public void Dispose() => Typeface.Dispose();
}
