using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Kiosk.Service.Printing;

/// <summary>A request of the Internet Printing Protocol (RFC 8010): an operation and its attributes.</summary>
internal sealed class IppRequest
{
    private const byte OperationAttributes = 0x01;
    private const byte JobAttributes = 0x02;
    private const byte EndOfAttributes = 0x03;

    private readonly ArrayBufferWriter<byte> content = new();

    public IppRequest(IppOperation operation, string printer)
    {
        // Version 2.0, and request 1: each has a connection's answer of its own.
        content.Write<byte>([2, 0, (byte)((int)operation >> 8), (byte)operation, 0, 0, 0, 1, OperationAttributes]);
        Add(IppTag.Charset, "attributes-charset", "utf-8");
        Add(IppTag.NaturalLanguage, "attributes-natural-language", "en");
        Add(IppTag.Uri, "printer-uri", $"ipp://localhost/printers/{printer}");
        Add(IppTag.Name, "requesting-user-name", "kiosk");
    }

    /// <summary>What follows is about the job.</summary>
    public void BeginJob() => content.Write<byte>([JobAttributes]);

    /// <param name="value">At most 65,535 bytes of UTF-8.</param>
    public void Add(IppTag tag, string name, string value)
    {
        content.Write<byte>([(byte)tag]);
        WriteText(name);
        WriteText(value);
    }

    /// <param name="document">Follows the attributes; may be empty.</param>
    public byte[] ToArray(ReadOnlySpan<byte> document)
    {
        content.Write<byte>([EndOfAttributes]);
        content.Write(document);
        return content.WrittenSpan.ToArray();
    }

    private void WriteText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)bytes.Length));
        content.Write(length);
        content.Write(bytes);
    }
}

/// <summary>Operations of RFC 8011.</summary>
internal enum IppOperation
{
    None = 0,
    PrintJob = 0x0002,
    GetPrinterAttributes = 0x000B,
}

/// <summary>Types of attribute values.</summary>
internal enum IppTag : byte
{
    None = 0,
    Boolean = 0x22,
    Enumeration = 0x23,
    Name = 0x42,
    Keyword = 0x44,
    Uri = 0x45,
    Charset = 0x47,
    NaturalLanguage = 0x48,
    MimeType = 0x49,
}
