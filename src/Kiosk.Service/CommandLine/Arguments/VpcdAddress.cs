using Kiosk.Service.CommandLine.Answers;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Where a slot of vpcd listens.</summary>
internal sealed record VpcdAddress(string Host, int Port)
{
    /// <exception cref="InputException">Not HOST:PORT.</exception>
    public static VpcdAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0
            ? new VpcdAddress(text[..colon], port)
            : throw new InputException($"\"{text}\" is not HOST:PORT, such as localhost:35963.");
    }
}
