using Kiosk.Hardware.Displays;
using Kiosk.Service.Durability;
using Kiosk.Ui.Rendering;

namespace Kiosk.Service.Feedback;

/// <summary>
/// A display that is a file: it always holds one whole picture, the current one. Not synced to the disk, for it is worth nothing after a power cut
/// and a memory card wears.
/// </summary>
internal sealed class PngDisplay(string path, int width, int height) : IDisplay
{
    public int Width => width;

    public int Height => height;

    public PixelFormat Format => PixelFormat.Bgrx32;

    public void Show(in DisplayFrame frame)
    {
        frame.Require(this);
        var beside = path + ".tmp";
        try
        {
            using (var file = PlainFile.Create(beside))
            {
                file.Write(new Picture(frame.Width, frame.Height, frame.Pixels.ToArray()).ToPng());
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DisplayException($"{path} cannot be written: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        // Nothing is held between pictures; the last one stays for whoever asks what was seen.
    }
}
