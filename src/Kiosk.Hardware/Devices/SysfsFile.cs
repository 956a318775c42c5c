using System.Globalization;
using System.Text;

namespace Kiosk.Hardware.Devices;

/// <summary>One attribute below /sys: a short text that the kernel generates on reading and acts on when written.</summary>
internal static class SysfsFile
{
    private const int PageLength = 4096;

    /// <exception cref="DeviceException">The attribute is missing, forbidden or cannot be read now.</exception>
    public static string Read(string path)
    {
        using var node = DeviceNode.Open(path, Libc.O_RDONLY);
        Span<byte> text = stackalloc byte[PageLength];
        return Encoding.UTF8.GetString(text[..node.Read(text)]).TrimEnd();
    }

    /// <exception cref="DeviceException">As <see cref="Read"/>; or the attribute is not an integer.</exception>
    public static int ReadNumber(string path)
    {
        var text = Read(path);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new DeviceFaultException(path, $"{path} says \"{text}\" where a whole number belongs.");
    }

    /// <exception cref="DeviceException">The kernel rejects the text, or the attribute cannot be opened.</exception>
    public static void Write(string path, string text)
    {
        using var node = DeviceNode.Open(path, Libc.O_WRONLY);
        node.Write(Encoding.UTF8.GetBytes(text));
    }

    public static void Write(string path, long number) => Write(path, number.ToString(CultureInfo.InvariantCulture));
}
