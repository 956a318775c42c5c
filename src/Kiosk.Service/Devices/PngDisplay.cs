using Kiosk.Durability;
using Kiosk.Hardware.Displays;
using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Service.Devices;

/// <summary>
/// A display that is a file readable by its owner only: it always holds one complete picture, the current one, and is removed with the display. Never synced, because it
/// is worthless after a power cut and usually in memory.
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
                file.Write(Picture.ToPng(frame.Pixels, frame.Width, frame.Height));
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DisplayException($"{path} cannot be written: {exception.Message} Kiosk:Display:File names another place, in memory if there is one.", exception);
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(path);
            File.Delete(path + ".tmp");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file that could not be written cannot be removed either.
        }
    }
}
