using Kiosk.Service.CommandLine.Answers;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Address of a vpcd slot.</summary>
internal sealed record VpcdAddress(string Host, int Port)
{
    /// <exception cref="InputException">The text is not HOST:PORT.</exception>
    public static VpcdAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0
            ? new VpcdAddress(text[..colon], port)
            : throw new InputException(new($"\"{text}\" không có dạng HOST:PORT, như localhost:35963.", $"\"{text}\" is not HOST:PORT, such as localhost:35963."));
    }
}
