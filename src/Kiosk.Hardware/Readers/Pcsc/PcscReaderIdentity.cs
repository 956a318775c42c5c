using System.Buffers.Binary;
using System.Text;
using static Kiosk.Hardware.Readers.Pcsc.PcscNative;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>A reader's identity beyond its name, which depends on the driver.</summary>
/// <param name="UsbId">Vendor and product as <c>072F:2303</c>, or null if the driver does not report it.</param>
/// <param name="SerialNumber">The serial number, or null if the driver does not report it.</param>
internal sealed record PcscReaderIdentity(string? UsbId, string? SerialNumber)
{
    private const byte FeatureGetTlvProperties = 0x12;
    private const byte VendorProperty = 0x0B;
    private const byte ProductProperty = 0x0C;
    private const int MaxAnswer = 264;

    /// <summary>Queries the reader over a direct connection; null while another program uses it.</summary>
    public static PcscReaderIdentity? Read(PcscContext context, string reader)
    {
        var status = PcscStatus.Of(SCardConnect(context, reader, SCARD_SHARE_DIRECT, SCARD_PROTOCOL_UNDEFINED, out var handle, out _));
        if (!status.IsSuccess)
        {
            return null;
        }

        var identity = new PcscReaderIdentity(ParseUsbId(ReadProperties(handle)), ReadSerialNumber(handle));

        // Nothing was sent to a card, so one that is there can be left as it is.
        _ = SCardDisconnect(handle, SCARD_LEAVE_CARD);
        return identity;
    }

    /// <summary>The control code of FEATURE_GET_TLV_PROPERTIES in a feature list (PC/SC part 10, 2.2), or null.</summary>
    internal static uint? ParseControlCode(ReadOnlySpan<byte> features)
    {
        for (; features is [var tag, 4, _, _, _, _, ..]; features = features[6..])
        {
            if (tag == FeatureGetTlvProperties)
            {
                return BinaryPrimitives.ReadUInt32BigEndian(features[2..]);
            }
        }

        return null;
    }

    /// <summary>wIdVendor and wIdProduct, both little-endian (PC/SC part 10, 2.6.14), or null.</summary>
    internal static string? ParseUsbId(ReadOnlySpan<byte> properties)
    {
        ushort? vendor = null;
        ushort? product = null;
        while (properties is [var tag, var length, ..] && properties.Length - 2 >= length)
        {
            ushort? number = length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(properties[2..]) : null;
            vendor = tag == VendorProperty ? number : vendor;
            product = tag == ProductProperty ? number : product;
            properties = properties[(2 + length)..];
        }

        return vendor is null || product is null ? null : $"{vendor:X4}:{product:X4}";
    }

    private static ReadOnlySpan<byte> ReadProperties(nint handle) =>
        ParseControlCode(Control(handle, CM_IOCTL_GET_FEATURE_REQUEST)) is { } code ? Control(handle, code) : default;

    private static ReadOnlySpan<byte> Control(nint handle, nuint code)
    {
        var answer = new byte[MaxAnswer];
        var status = PcscStatus.Of(SCardControl(handle, code, 0, 0, answer, (nuint)answer.Length, out var length));
        return status.IsSuccess && length <= MaxAnswer ? answer.AsSpan(0, (int)length) : default;
    }

    private static string? ReadSerialNumber(nint handle)
    {
        var answer = new byte[MaxAnswer];
        var length = (nuint)answer.Length;
        var status = PcscStatus.Of(SCardGetAttrib(handle, SCARD_ATTR_VENDOR_IFD_SERIAL_NO, answer, ref length));
        return status.IsSuccess && length <= MaxAnswer ? Encoding.ASCII.GetString(answer, 0, (int)length).TrimEnd('\0') : null;
    }
}
