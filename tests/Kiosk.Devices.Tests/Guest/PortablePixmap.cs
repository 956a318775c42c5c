using System.Text;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>A picture of the form "P6": three numbers in ASCII, then three bytes a pixel.</summary>
internal static class PortablePixmap
{
    public static (int Width, int Height, byte[] Pixels) Parse(byte[] file)
    {
        var words = new List<string>();
        var at = 0;
        while (words.Count < 4)
        {
            var end = Array.FindIndex(file, at, letter => letter is (byte)' ' or (byte)'\n');
            words.Add(Encoding.ASCII.GetString(file, at, end - at));
            at = end + 1;
        }

        Assert.Equal("P6", words[0]);
        return (int.Parse(words[1]), int.Parse(words[2]), file[at..]);
    }
}
