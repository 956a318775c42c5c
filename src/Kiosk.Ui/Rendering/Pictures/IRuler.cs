namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Measures words. An interface so that layouts can be judged without a font.</summary>
internal interface IRuler
{
    /// <returns>Ems: the width at a size of one.</returns>
    double WidthOf(string words, Weight weight);
}
