using System.Text;

namespace Kiosk.Testing.Secrecy;

/// <summary>One value that must not be found.</summary>
/// <param name="Kind">Such as name, tag or title.</param>
/// <param name="Text">Null where it is bytes.</param>
internal sealed record PersonalValue(string Kind, byte[] Bytes, string? Text = null)
{
    public static PersonalValue OfText(string kind, string text) => new(kind, Encoding.UTF8.GetBytes(text), text);
}
