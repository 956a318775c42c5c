namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Uses a finished picture, whose memory is overwritten as soon as this returns.</summary>
/// <param name="pixels">In the format of <see cref="Picture.Pixels"/>.</param>
/// <param name="width">In pixels.</param>
/// <param name="height">In pixels.</param>
public delegate void PictureBorrower(ReadOnlySpan<byte> pixels, int width, int height);
