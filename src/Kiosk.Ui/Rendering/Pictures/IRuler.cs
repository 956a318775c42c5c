namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Measures text. An interface so that layouts can be tested without fonts.</summary>
internal interface IRuler
{
    /// <returns>The width in ems.</returns>
    double WidthOf(string words, Weight weight);
}
