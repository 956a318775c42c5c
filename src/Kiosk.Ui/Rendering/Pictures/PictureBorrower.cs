namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Does something with a finished picture, whose memory is drawn over as soon as this returns.</summary>
/// <param name="pixels">As in <see cref="Picture.Pixels"/>.</param>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
public delegate void PictureBorrower(ReadOnlySpan<byte> pixels, int width, int height);
