using System.Buffers.Binary;
using System.Text;

namespace Kiosk.Service.Printing;

/// <summary>The answer to an <see cref="IppRequest"/>.</summary>
/// <param name="Status">Below 0x0100 for success (RFC 8011, B.1).</param>
/// <param name="Attributes">The first value of each, as its bytes; of keywords all.</param>
internal sealed record IppAnswer(int Status, IReadOnlyList<(string Name, byte[] Value)> Attributes)
{
    public const int MaxLength = 256 * 1024;

    public const int NotFound = 0x0406;

    private const int HeadLength = 8;
    private const byte FirstValueTag = 0x10;

    public bool IsSuccess => Status < 0x0100;

    /// <exception cref="FormatException">It is not an answer of this protocol.</exception>
    public static IppAnswer Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < HeadLength or > MaxLength)
        {
            throw new FormatException($"An answer of {bytes.Length} bytes is none of IPP.");
        }

        var status = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        var attributes = new List<(string, byte[])>();
        var rest = bytes[HeadLength..];
        var last = "";
        while (!rest.IsEmpty)
        {
            var tag = rest[0];
            rest = rest[1..];
            if (tag >= FirstValueTag)
            {
                var name = Encoding.UTF8.GetString(Next(ref rest));
                // Further values of an attribute have no name.
                last = name.Length > 0 ? name : last;
                attributes.Add((last, Next(ref rest).ToArray()));
            }
        }

        return new(status, attributes);
    }

    public int? NumberOf(string name) => Attributes.FirstOrDefault(one => one.Name == name).Value is { Length: 4 } bytes ? BinaryPrimitives.ReadInt32BigEndian(bytes) : null;

    public bool? FlagOf(string name) => Attributes.FirstOrDefault(one => one.Name == name).Value is { Length: 1 } bytes ? bytes[0] != 0 : null;

    public IEnumerable<string> TextsOf(string name) => Attributes.Where(one => one.Name == name).Select(one => Encoding.UTF8.GetString(one.Value));

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> rest)
    {
        var length = rest.Length < 2 ? int.MaxValue - 2 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length < 2 + length)
        {
            throw new FormatException("An attribute of the answer is cut short.");
        }

        var part = rest[2..(2 + length)];
        rest = rest[(2 + length)..];
        return part;
    }
}
