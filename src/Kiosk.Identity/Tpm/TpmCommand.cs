using System.Buffers.Binary;

namespace Kiosk.Identity.Tpm;

/// <summary>One command to a TPM (TPM 2.0 Library, part 1, 18): header, handles, an empty password for each handle that wants one, parameters.</summary>
/// <param name="code">TPM_CC.</param>
/// <param name="handles">Those of the handle area.</param>
/// <param name="passwords">How many of them are used by a password, which is empty.</param>
internal sealed class TpmCommand(uint code, uint[] handles, int passwords)
{
    private const ushort WithoutSessions = 0x8001;
    private const ushort WithSessions = 0x8002;
    private const int HeaderLength = 10;
    private const uint PasswordSession = 0x4000_0009;
    private const int PasswordLength = 9;

    private readonly List<byte> parameters = [];

    public uint Code => code;

    public TpmCommand Add(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        parameters.AddRange(bytes);
        return this;
    }

    public TpmCommand Add(params ReadOnlySpan<ushort> values)
    {
        foreach (var value in values)
        {
            parameters.Add((byte)(value >> 8));
            parameters.Add((byte)(value & 0xFF));
        }

        return this;
    }

    /// <summary>Adds a TPM2B: length, then bytes.</summary>
    public TpmCommand AddSized(ReadOnlySpan<byte> bytes)
    {
        Add((ushort)bytes.Length);
        parameters.AddRange(bytes);
        return this;
    }

    /// <summary>Adds a TPM2B that holds the parameters of another command.</summary>
    public TpmCommand AddSized(TpmCommand content) => AddSized([.. content.parameters]);

    /// <summary>Adds the parameters of another command.</summary>
    public TpmCommand Append(TpmCommand content)
    {
        parameters.AddRange(content.parameters);
        return this;
    }

    public byte[] Encode()
    {
        var sessions = passwords == 0 ? 0 : sizeof(uint) + (passwords * PasswordLength);
        var encoded = new byte[HeaderLength + (handles.Length * sizeof(uint)) + sessions + parameters.Count];
        BinaryPrimitives.WriteUInt16BigEndian(encoded, passwords == 0 ? WithoutSessions : WithSessions);
        BinaryPrimitives.WriteInt32BigEndian(encoded.AsSpan(2), encoded.Length);
        BinaryPrimitives.WriteUInt32BigEndian(encoded.AsSpan(6), code);
        var at = HeaderLength;
        foreach (var handle in handles)
        {
            BinaryPrimitives.WriteUInt32BigEndian(encoded.AsSpan(at), handle);
            at += sizeof(uint);
        }

        if (passwords > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(encoded.AsSpan(at), passwords * PasswordLength);
            for (at += sizeof(uint); at < encoded.Length - parameters.Count; at += PasswordLength)
            {
                BinaryPrimitives.WriteUInt32BigEndian(encoded.AsSpan(at), PasswordSession);
            }
        }

        parameters.CopyTo(encoded, at);
        return encoded;
    }
}
