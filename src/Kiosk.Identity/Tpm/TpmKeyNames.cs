using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Identity.Tpm;

/// <summary>What a key file holds when the keys are in a TPM, in PEM: the first of their three handles (<c>KIOSK TPM HANDLE</c>), then the public halves of signing and decryption key. Nothing of it is secret.</summary>
internal sealed record TpmKeyNames(uint SigningHandle, byte[] SigningKey, byte[] DecryptionKey)
{
    private const string HandleLabel = "KIOSK TPM HANDLE";
    private const string KeyLabel = "PUBLIC KEY";

    // Persistent objects (TPM 2.0 Library, part 2, 7.4), with room for the two that follow.
    private const uint FirstPersistent = 0x8100_0000;
    private const uint LastPersistent = 0x81FF_FFFD;

    public uint DecryptionHandle => SigningHandle + 1;

    public uint SecretHandle => SigningHandle + 2;

    /// <returns>Null if it is anything else.</returns>
    public static TpmKeyNames? Parse(ReadOnlySpan<byte> content) =>
        PemSections.Of(content) is [(HandleLabel, { Length: sizeof(uint) } bytes), (KeyLabel, var signing), (KeyLabel, var decryption)]
        && BinaryPrimitives.ReadUInt32BigEndian(bytes) is >= FirstPersistent and <= LastPersistent and var handle
            ? new(handle, signing, decryption)
            : null;

    public byte[] Encode()
    {
        var handle = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(handle, SigningHandle);
        return Encoding.ASCII.GetBytes($"{PemEncoding.WriteString(HandleLabel, handle)}\n{PemEncoding.WriteString(KeyLabel, SigningKey)}\n{PemEncoding.WriteString(KeyLabel, DecryptionKey)}\n");
    }
}
