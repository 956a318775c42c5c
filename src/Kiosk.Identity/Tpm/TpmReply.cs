using System.Buffers.Binary;

namespace Kiosk.Identity.Tpm;

/// <summary>A TPM's answer to a command that it carried out, behind the header.</summary>
internal ref struct TpmReply(ReadOnlySpan<byte> content)
{
    private ReadOnlySpan<byte> rest = content;

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    /// <summary>Reads a TPM2B's bytes.</summary>
    public ReadOnlySpan<byte> ReadSized() => Take(ReadUInt16());

    public void Skip(int lengthInBytes) => Take(lengthInBytes);

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > rest.Length)
        {
            throw new KeyStoreException(new("Câu trả lời của TPM ngắn hơn độ dài ghi trong đó.", "The TPM's answer is shorter than it says."));
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
